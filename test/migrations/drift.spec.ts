import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Policy } from '../../src/access/policy/policy';
import { loadPolicy } from '../../src/access/policy/load-policy';
import { ownerDataSource } from '../../src/hub/data-source';
import { migrate, migrationsAreDue } from '../../src/hub/migrate';
import { MIGRATION_TABLE, migrations } from '../../src/hub/migrations';
import { REGISTRY } from '../../src/hub/subgraphs';
import { projectRoot } from '../../src/platform/config/project-root';
import { applyLocks, staleLocks } from '../../src/records/locks/apply-locks';
import { tables } from '../kit/catalogue';
import { useDatabase, type TestDatabase } from '../kit/database';
import { POLICY_FILE, rheinePolicy } from '../kit/policy';

/** Everything that makes up the database: columns, constraints, indices, policies, functions, triggers, privileges. */
async function structure(database: TestDatabase): Promise<unknown> {
  const [columns, constraints, indices, functions, triggers] = await Promise.all(
    [
      `select table_schema, table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
       where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2, 3`,
      `select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint order by 1, 2`,
      `select schemaname, tablename, indexdef from pg_indexes where schemaname not in ('pg_catalog') order by 1, 2, 3`,
      `select p.oid::regprocedure::text, prosrc, proacl::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'core' order by 1`,
      `select tgrelid::regclass::text, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal order by 1, 2`,
    ].map((sql) => database.asOwner(sql)),
  );
  return { columns, constraints, indices, functions, triggers, tables: await tables(database) };
}

async function asOwner<Result>(database: TestDatabase, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const stale = (database: TestDatabase, policy: Policy): Promise<string[]> =>
  asOwner(database, async (client) => (await staleLocks(client, policy, REGISTRY)).map(({ table }) => table));

/** The policy of Rheine with one cell changed: counselling notes stay closed, counselling opens to the jobcenter for YT. */
function changedPolicy(): Policy {
  const text = readFileSync(POLICY_FILE, 'utf8');
  const changed = text.replace(/( {2}COUNSELLING:\n(?:.*\n)*? {6}jobcenter: )CM/, '$1CM YT');
  expect(changed).not.toBe(text);
  return loadPolicy(changed, 'changed.yaml');
}

describe('the migrations', () => {
  const database = useDatabase();

  it('arrive at the tables that the declarations describe, so that TypeORM has nothing to add', async () => {
    const source = await ownerDataSource(database.ownerUrl).initialize();
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await source.destroy();
    }
  });

  it('find a column that only the database has, so that the test above can fail', async () => {
    await database.asOwner('alter table city.registration add column forgotten text');
    const source = await ownerDataSource(database.ownerUrl).initialize();
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([expect.stringContaining('"forgotten"')]);
    } finally {
      await source.destroy();
      await database.asOwner('alter table city.registration drop column forgotten');
    }
  });

  it('change nothing when they run again, also from several replicas at once', async () => {
    const before = await structure(database);
    const options = { ownerUrl: database.ownerUrl, policy: rheinePolicy(), managesAppRole: true };
    const reports = await Promise.all([migrate(options), migrate(options), migrate(options)]);
    expect(reports).toEqual(Array(3).fill({ migrations: [], code: [], locks: [], texts: 0 }));
    expect(await structure(database)).toEqual(before);
  });

  it('are all known by their names: four digits, each number once, and what changes', () => {
    const files = readdirSync(join(projectRoot(), 'migrations')).filter((file) => file.endsWith('.ts'));
    expect(files.filter((file) => !/^\d{4}-[a-z0-9-]+\.ts$/.test(file))).toEqual([]);
    expect(migrations().length).toBe(new Set(files.map((file) => file.slice(0, 4))).size);
  });

  it('are due where one has not run, even if newer ones have', async () => {
    const due = () => asOwner(database, migrationsAreDue);
    expect(await due()).toBe(false);
    const [oldest] = migrations().sort();
    await database.asOwner(`delete from ${MIGRATION_TABLE} where timestamp = ${oldest}`);
    expect(await due()).toBe(true);
    await database.asOwner(`drop table ${MIGRATION_TABLE}`);
    expect(await due()).toBe(true);
  });
});

describe('the locks', () => {
  const database = useDatabase();

  it('are those of the policy after a migration', async () => {
    expect(await stale(database, rheinePolicy())).toEqual([]);
  });

  it('are found stale, and replaced, for exactly the tables that a change of the policy concerns', async () => {
    const policy = changedPolicy();
    expect(await stale(database, policy)).toEqual(['caritas.counselling_episode']);
    expect(await asOwner(database, (client) => applyLocks(client, policy, REGISTRY))).toEqual([
      'caritas.counselling_episode',
    ]);
    expect(await stale(database, policy)).toEqual([]);
    expect(await stale(database, rheinePolicy())).toEqual(['caritas.counselling_episode']);

    const { locks } = await migrate({ ownerUrl: database.ownerUrl, policy: rheinePolicy(), managesAppRole: true });
    expect(locks).toEqual(['caritas.counselling_episode']);
  });

  it.each([
    ['was taken off', 'alter table city.registration disable row level security'],
    ['is not forced any more', 'alter table city.registration no force row level security'],
    ['lost its policy', 'drop policy geleit_select on city.registration'],
    ['was opened by hand', 'alter policy geleit_select on city.registration using (true)'],
    ['got a second door', 'create policy door on city.registration for select to public using (true)'],
  ])('are found stale where one %s, and put back', async (_, damage) => {
    await database.asOwner(damage);
    expect(await stale(database, rheinePolicy())).toEqual(['city.registration']);
    await migrate({ ownerUrl: database.ownerUrl, policy: rheinePolicy(), managesAppRole: true });
    expect(await stale(database, rheinePolicy())).toEqual([]);
    const table = (await tables(database)).find((candidate) => candidate.table === 'city.registration')!;
    expect([table.locked, table.forced, table.policies.length]).toEqual([true, true, 3]);
  });
});
