import { readPolicyFile } from '../access/policy/load-policy';
import type { Policy } from '../access/policy/policy';
import { configFor, type Config } from '../platform/config/config';
import { REGISTRY } from '../hub/subgraphs';
import { refuseUnknownConditions } from '../records/statute-condition';
import { openDatabase, type OpenDatabase } from '../hub/open-database';

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
