import { beforeAll, describe, expect, it } from '@jest/globals';
import { REGISTRY } from '../../src/hub/subgraphs';
import { tables, type CatalogueTable } from '../kit/catalogue';
import { useDatabase } from '../kit/database';

/** Tables with a reference to a person that somebody forgot to lock. */
function open(found: readonly CatalogueTable[]): string[] {
  return found
    .filter(({ about_persons }) => about_persons)
    .filter(
      ({ locked, forced, policies, is_partition, privileges }) =>
        // A partition without policy and privilege of its own is closed to whoever names it directly.
        !locked || !forced || (is_partition ? privileges.length > 0 : policies.length === 0),
    )
    .map(({ table }) => table);
}

describe('every table with a reference to a person', () => {
  const database = useDatabase();
  let found: CatalogueTable[];

  beforeAll(async () => {
    found = await tables(database);
  });

  it('has forced row level security and policies', () => {
    expect(open(found)).toEqual([]);
  });

  it('is among those that the walk through the catalogue finds', () => {
    const about = new Set(found.filter(({ about_persons }) => about_persons).map(({ table }) => table));
    const declared = REGISTRY.all.filter(({ onPerson }) => onPerson !== null).map(({ table }) => table);
    const others = ['core.person', 'core.consent', 'core.consent_event', 'core.consent_grant', 'core.access_entry'];
    expect([...declared, ...others].filter((table) => !about.has(table))).toEqual([]);
    expect(found.filter(({ is_partition }) => is_partition).map(({ about_persons }) => about_persons)).not.toContain(
      false,
    );
  });

  it('lets nobody in without looking at the request', () => {
    const blind = found
      .filter(
        ({ about_persons, policies }) =>
          about_persons && policies.some((policy) => !/geleit\.|setting\(|core\.consent /.test(policy)),
      )
      .map(({ table, policies }) => [table, policies]);
    expect(blind).toEqual([]);
  });

  it('is no view, which would be read with the rights of its owner', async () => {
    const views = await database.asOwner(
      `select c.oid::regclass::text as view from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
         and not coalesce(array_to_string(c.reloptions, ',') like '%security_invoker=true%', false)`,
    );
    expect(views).toEqual([]);
  });
});

describe('every other table of the hub', () => {
  const database = useDatabase();

  it('is locked too: reference data may be read by all, and written by their author alone', async () => {
    const found = await tables(database);
    const unlocked = found.filter(
      ({ locked, forced, is_partition, policies }) => !locked || !forced || (!is_partition && policies.length === 0),
    );
    expect(unlocked.map(({ table }) => table)).toEqual([]);
    const readByAll = found.filter(({ policies }) => policies.includes('SELECT true')).map(({ table }) => table);
    const reference = REGISTRY.all.filter(({ onPerson }) => onPerson === null).map(({ table }) => table);
    // The chain over the access log holds hashes alone.
    expect(readByAll.sort()).toEqual([...reference, 'core.access_seal'].sort());
  });
});

describe('a record type', () => {
  const database = useDatabase();

  it.each(REGISTRY.all.map((declaration) => [declaration.name, declaration.table] as const))(
    '%s has a table whose policies let it be read, recorded and changed, and nothing else',
    async (_, table) => {
      const found = (await tables(database)).find((candidate) => candidate.table === table)!;
      const commands = found.policies.map((policy) => policy.split(' ')[0]);
      expect(commands.sort()).toEqual(['INSERT', 'SELECT', 'UPDATE']);
      expect(found.privileges).toEqual(['SELECT', 'INSERT', 'UPDATE']);
    },
  );
});

describe('the walk through the catalogue', () => {
  const database = useDatabase();

  it.each([
    ['a new table with a person', 'create table city.forgotten (id int, person_id uuid)', 'city.forgotten'],
    [
      'a foreign key under another name',
      'create table jobcenter.forgotten (child uuid references core.person)',
      'jobcenter.forgotten',
    ],
    ['a lock that is not forced', 'alter table city.registration no force row level security', 'city.registration'],
    [
      'a lock that was taken off',
      'alter table caritas.counselling_note disable row level security',
      'caritas.counselling_note',
    ],
    [
      'a partition that was made by hand',
      `create table core.access_entry_old partition of core.access_entry for values from ('2000-01-01') to ('2000-02-01')`,
      'core.access_entry_old',
    ],
  ])('finds %s', async (_, damage, table) => {
    await database.asOwner(damage);
    expect(open(await tables(database))).toContain(table);
  });
});
