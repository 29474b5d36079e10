import type { ClientBase } from 'pg';

interface Definition {
  readonly name: string;
  readonly definition: string;
}

/**
 * Runs work on a table that has neither indices nor constraints meanwhile, as one loads millions of rows, and gives
 * them back under the same names.
 */
export async function withoutIndices(client: ClientBase, table: string, work: () => Promise<unknown>): Promise<void> {
  const { rows: constraints } = await client.query<Definition>(
    `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where conrelid = $1::regclass and contype in ('p', 'u') order by contype`,
    [table],
  );
  const { rows: indices } = await client.query<Definition>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index i
     where indrelid = $1::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [table],
  );
  for (const { name } of constraints) await client.query(`alter table ${table} drop constraint "${name}"`);
  for (const { name } of indices) await client.query(`drop index ${name}`);
  await work();
  for (const { name, definition } of constraints) {
    await client.query(`alter table ${table} add constraint "${name}" ${definition}`);
  }
  for (const { definition } of indices) await client.query(definition);
}

/** Takes the foreign keys off all tables of the hub; returns the statements that put them back. */
export async function dropForeignKeys(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<Definition & { table: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and conparentid = 0`,
  );
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint "${name}"`);
  return rows.map(({ table, name, definition }) => `alter table ${table} add constraint "${name}" ${definition}`);
}
