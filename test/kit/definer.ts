import { Client } from 'pg';
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

/** A connection in a transaction with the same context, which the work commits or leaves. @param url as whom to connect */
export async function inTransaction(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(SETTINGS);
    await work(client);
  } finally {
    await client.end();
  }
}
