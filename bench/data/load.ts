import { Client } from 'pg';
import { ACCESS_LOG_SQL, SPECIAL_PERSONS_SQL } from './special-persons.sql';
import { CONSENT_TABLE, GRANT_TABLE, RECORD_TABLES, type MadeUpTable } from './tables';
import { dropForeignKeys, withoutIndices } from './without-indices';

/**
 * Fills a migrated, empty database with made-up persons, set-based. Locks and triggers are off while the owner loads and
 * on again afterwards: row by row, as the triggers make grants and keys, a million persons would take an hour.
 */
export async function loadPersons(ownerUrl: string, persons: number): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const locked = await lockedTables(client);
    for (const table of locked) {
      await client.query(
        `alter table ${table} disable row level security, no force row level security, disable trigger user`,
      );
    }
    const foreignKeys = await dropForeignKeys(client);
    // Two connections for two cores; the grants follow from the consents.
    await Promise.all([
      loadTables(ownerUrl, [CONSENT_TABLE, GRANT_TABLE], persons, SPECIAL_PERSONS_SQL.slice(1)),
      loadTables(ownerUrl, RECORD_TABLES, persons, []),
    ]);
    await client.query(SPECIAL_PERSONS_SQL[0]!);
    await client.query(ACCESS_LOG_SQL);
    for (const foreignKey of foreignKeys) await client.query(foreignKey);
    for (const table of locked) {
      await client.query(
        `alter table ${table} enable row level security, force row level security, enable trigger user`,
      );
    }
    await client.query('select core.seal_access_log()');
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

async function lockedTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select oid::regclass::text as name from pg_class where relrowsecurity and relforcerowsecurity',
  );
  return rows.map(({ name }) => name);
}

async function loadTables(
  ownerUrl: string,
  tables: readonly MadeUpTable[],
  persons: number,
  afterFirst: readonly string[],
): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`set maintenance_work_mem = '512MB'`);
    for (const [index, { table, columns, rows }] of tables.entries()) {
      await withoutIndices(client, table, async () => {
        await client.query(
          `insert into ${table} (${columns.join(', ')}) ${rows.replaceAll('$persons', String(persons))}`,
        );
        if (index === 0) for (const statement of afterFirst) await client.query(statement);
      });
    }
  } finally {
    await client.end();
  }
}
