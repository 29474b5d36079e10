// PostGraphile 5 over the same tables under the same row level security. It knows neither purposes' reasons nor an
// access log: what it saves by that, the table of results says.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const { appUrl, dataDir, poolSize, compiled } = JSON.parse(process.argv[2]);
const require = createRequire(import.meta.url);
const { createIdentify } = require(join(compiled, 'src/platform/identity/verifier.js'));
const { demonstrationIssuers } = require(join(compiled, 'src/platform/identity/demonstration-issuer.js'));

const identify = createIdentify(await demonstrationIssuers({ production: false, dataDir }));

/** The same settings as the hub's; row level security reads them. */
async function pgSettings({ node: { req } }) {
  const caller = await identify(req.headers.authorization);
  return {
    'geleit.institution': caller.kind === 'staff' ? caller.institution : '-',
    'geleit.role': caller.role,
    'geleit.purpose': caller.kind === 'staff' ? (req.headers['x-purpose'] ?? '-') : '-',
    'geleit.person': caller.kind === 'person' ? caller.personId : '-',
    'geleit.actor': caller.actor,
    'geleit.request': randomUUID(),
  };
}

const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      connectionString: `${appUrl}${appUrl.includes('?') ? '&' : '?'}options=-c%20jit%3Doff`,
      schemas: ['core', 'city', 'jobcenter', 'employment_agency', 'caritas'],
      poolConfig: { max: poolSize },
    }),
  ],
  grafast: {
    async context(requestContext) {
      return { pgSettings: await pgSettings(requestContext) };
    },
  },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
});

const server = createServer();
server.on('error', (error) => process.stderr.write(`${error.message}\n`));
const serv = pgl.createServ(grafserv);
await serv.addTo(server);
await serv.ready?.();
if (process.argv[3] === '--schema') {
  const { printSchema } = await import('postgraphile/graphql');
  process.stdout.write(printSchema(await pgl.getSchema()));
  process.exit(0);
}
server.listen(0, '127.0.0.1', () => {
  process.once('disconnect', () => process.exit(0));
  process.once('SIGTERM', () => process.exit(0));
  process.send?.(`http://127.0.0.1:${server.address().port}`);
});
