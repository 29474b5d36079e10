import { readPolicyFile } from '../access/policy/load-policy';
import type { Policy } from '../access/policy/policy';
import { configFor, type Config } from '../platform/config/config';
import { REGISTRY } from '../hub/subgraphs';
import { refuseUnknownConditions } from '../records/statute-condition';
import { hubsWay, openDatabase, type OpenDatabase } from '../hub/open-database';
import { migrationsOf, NotMigratedError } from '../hub/migrations';
import { endConnection } from '../platform/postgres/connection';
import { openWay, reachError } from '../platform/postgres/reach';

/** What most commands need. */
export interface CommandParts {
  readonly config: Config;
  readonly policy: Policy;
  readonly database: OpenDatabase;
}

/** Reads configuration and policy, opens the database (a running one is shared), and closes it after the work. */
export async function withDatabase<Result>(work: (parts: CommandParts) => Promise<Result>): Promise<Result> {
  const config = configFor('DATABASE');
  const policy = readPolicyFile(config.policyFile, config.policyLabels);
  refuseUnknownConditions(policy, REGISTRY);
  const database = await openDatabase(config);
  try {
    return await work({ config, policy, database });
  } finally {
    await database.close();
  }
}

/**
 * The same for what works as the hub does.
 * @throws ReachError if PostgreSQL does not let it in; NotMigratedError
 */
export function withMigratedDatabase<Result>(work: (parts: CommandParts) => Promise<Result>): Promise<Result> {
  return withDatabase(async (parts) => {
    const way = hubsWay(parts.database);
    const client = await openWay(way);
    try {
      if (['NONE', 'BEHIND'].includes(await migrationsOf(client))) throw new NotMigratedError();
    } finally {
      await endConnection(client);
    }
    return work(parts).catch((error: unknown) => {
      throw reachError(error, way) ?? error;
    });
  });
}
