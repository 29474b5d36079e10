import { createRequire } from 'node:module';
import type { GraphQLSchema } from 'graphql';
import { readPolicyFile } from '../access/policy/load-policy';
import type { Policy } from '../access/policy/policy';
import type * as Demonstration from '../hub/demonstration';
import { migrate } from '../hub/migrate';
import { openDatabase, type OpenDatabase } from '../hub/open-database';
import { startHub } from '../hub/start-hub';
import { REGISTRY } from '../hub/subgraphs';
import { configFor, type Config } from '../platform/config/config';
import { limitHeapGrowth } from '../platform/heap-growth';
import type * as DemonstrationIssuer from '../platform/identity/demonstration-issuer';
import { refuseUnknownConditions } from '../records/statute-condition';
import type * as Welcome from './welcome';

/** A hub in production runs without any code of the demonstration. */
const load = createRequire(__filename);

export interface ServeOptions {
  readonly schemaFor: (policy: Policy) => GraphQLSchema;
  /** Import the demonstration data also into a configured database. */
  readonly demonstration: boolean;
}

/** Starts everything, prints where it is, and stops it cleanly at SIGTERM or SIGINT. */
export async function serve({ schemaFor, demonstration }: ServeOptions): Promise<void> {
  limitHeapGrowth();
  const config = configFor('CALLERS');
  const policy = readPolicyFile(config.policyFile, config.policyLabels);
  refuseUnknownConditions(policy, REGISTRY);
  // A schema that leaves a field open stops the start before anything else is touched.
  const schema = schemaFor(policy);
  const database = await openDatabase(config);
  try {
    // In production migrations are a step of their own; readyz tells when it was forgotten.
    if (!config.production) await migrate({ ...database, policy, consentTexts: config.consentTexts });
    if (demonstration || database.isEmbedded) {
      const { importDemonstrationOnce } = load('../hub/demonstration') as typeof Demonstration;
      await importDemonstrationOnce(config, policy, database, demonstration);
    }
    const usesDemonstrationIssuer = !config.production && config.issuers.length === 0;
    const hub = await startHub({
      config,
      policy,
      schema,
      appUrl: database.appUrl,
      ...(usesDemonstrationIssuer ? await demonstrationParts(config, database) : { issuers: config.issuers }),
    });
    // Whoever reads that it is ready may stop it at once.
    const stopped = stopSignal();
    process.stdout.write(`\nGeleit is ready: ${hub.url}/graphql\n`);
    if (usesDemonstrationIssuer) {
      process.stdout.write((load('./welcome') as typeof Welcome).demonstrationWelcome(hub.url));
    }
    await stopped;
    await hub.stop();
  } finally {
    await database.close();
  }
  // Nothing is to be done any more; what still hangs in some connection must not keep the process.
  setTimeout(() => process.exit(), 1_000).unref();
}

async function demonstrationParts(config: Config, database: OpenDatabase) {
  const { demonstrationOf } = load('../hub/demonstration') as typeof Demonstration;
  const { demonstrationIssuers } = load('../platform/identity/demonstration-issuer') as typeof DemonstrationIssuer;
  return { issuers: await demonstrationIssuers(config), demonstration: demonstrationOf(config, database) };
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
