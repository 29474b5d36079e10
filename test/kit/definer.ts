import type { TestDatabase } from './database';

const SETTINGS = `select set_config('geleit.actor', 'kit', true), set_config('geleit.institution', 'city', true),
  set_config('geleit.role', 'counsellor', true), set_config('geleit.person', '-', true)`;

/** Calls a function of the owner as one that the hub may call would: in a transaction with a request context. */
export async function asDefiner(database: TestDatabase, call: string, values: unknown[]): Promise<string> {
  const [row] = await database.asOwner<{ id: string }>(
    `with context as materialized (${SETTINGS}) select core.${call} as id from context`,
    values,
  );
  return row!.id;
}
