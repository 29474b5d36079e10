import 'reflect-metadata';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { readPolicyFile } from '../../../src/access/policy/load-policy';
import { startSealer } from '../../../src/access/log/sealer';
import { projectRoot } from '../../../src/platform/config/project-root';
import { demonstrationIssuers } from '../../../src/platform/identity/demonstration-issuer';
import { createIdentify } from '../../../src/platform/identity/verifier';
import { Database } from '../../../src/platform/postgres/database';
import { DateScalar, DateTimeScalar } from '../../../src/platform/scalars';
import { announce, ownSettings } from '../../servers/peer';
import { MUTATIONS } from './consents';
import { contextOf, logPlugin, type RecordContext } from './context';
import { openDataSource } from './data-source';
import { ENROLMENT_FIELDS, PERSON_FIELDS } from './person-fields';
import { QUERIES } from './queries';
import { TYPE_DEFS } from './type-defs';

/**
 * The way tutorials teach: Apollo Server as it comes, a resolver for each field, TypeORM repositories, a DataLoader for
 * each table. Decisions by the hub's own pure function, the same locks, the log as one insert per request.
 */
async function main(): Promise<void> {
  const { appUrl, dataDir, poolSize } = ownSettings();
  const identify = createIdentify(await demonstrationIssuers({ production: false, dataDir }));
  const policy = readPolicyFile(join(projectRoot(), 'policy', 'rheine.yaml'));
  const source = await openDataSource(appUrl, poolSize);
  const stopSealing = startSealer(new Database({ url: appUrl, poolSize: 1 }), () => undefined);
  const apollo = new ApolloServer<RecordContext>({
    typeDefs: TYPE_DEFS,
    resolvers: {
      Date: DateScalar,
      DateTime: DateTimeScalar,
      Query: QUERIES,
      Mutation: MUTATIONS,
      Person: PERSON_FIELDS,
      LanguageEnrolment: ENROLMENT_FIELDS,
    },
    plugins: [logPlugin],
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(apollo, {
    listen: { port: 0, host: '127.0.0.1' },
    context: ({ req }) => contextOf(source, policy, identify, req),
  });
  announce(url, async () => {
    await stopSealing();
    await source.destroy();
  });
}

void main();
