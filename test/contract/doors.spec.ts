import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { REGISTRY } from '../../src/hub/subgraphs';
import { writableColumns } from '../../src/records/common-columns';
import { SCHEMAS } from '../kit/catalogue';
import { useDatabase, type TestDatabase } from '../kit/database';
import { CALLED_BY_THE_HUB, TRIGGERS } from './doors/functions';
import { CLOSED_TABLES, GRANTS } from './doors/grants';
import { OF_EACH_RECORD_TYPE, OF_THE_HUB, OF_THE_OWNER } from './doors/policies';

const PERSON_TABLES = REGISTRY.all.filter(({ category }) => category !== null).map(({ table }) => table);
const SOURCES = join(__dirname, '..', '..', 'src');
const RECORD_TABLES = REGISTRY.all.map(({ table }) => table);

/** Functions with the rights of the owner: their names, and whether the hub may call them. */
function ownerFunctions(database: TestDatabase) {
  return database.asOwner<{ name: string; called: boolean; path: string | null }>(
    `select p.oid::regprocedure::text as name, has_function_privilege('geleit_app', p.oid, 'execute') as called,
       (select s from unnest(p.proconfig) s where starts_with(s, 'search_path=')) as path
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname = any($1) order by 1`,
    [SCHEMAS],
  );
}

/** What the hub's role may do, as `table: SELECT, INSERT (column, …)`. */
async function grants(database: TestDatabase): Promise<string[]> {
  const rows = await database.asOwner<{ granted: string }>(
    `with granted as (
       select c.oid, c.relname, c.relnamespace, a.privilege_type as privilege, null::text as columns
       from pg_class c cross join lateral aclexplode(c.relacl) a
       where c.relkind <> 'S' and a.grantee = 'geleit_app'::regrole
       union all
       select c.oid, c.relname, c.relnamespace, a.privilege_type, string_agg(t.attname, ', ' order by t.attnum)
       from pg_class c join pg_attribute t on t.attrelid = c.oid cross join lateral aclexplode(t.attacl) a
       where a.grantee = 'geleit_app'::regrole group by 1, 2, 3, 4)
     select g.oid::regclass::text || ': ' || string_agg(g.privilege || coalesce(' (' || g.columns || ')', ''), ', '
       order by array_position('{SELECT,INSERT,UPDATE}', g.privilege)) as granted
     from granted g join pg_namespace n on n.oid = g.relnamespace where n.nspname = any($1) group by g.oid order by 1`,
    [SCHEMAS],
  );
  return rows.map(({ granted }) => granted);
}

/** What record types get, from their declarations: reference data as a whole, of persons the declared columns alone. */
function declaredGrants(): string[] {
  return REGISTRY.all.map((declaration) => {
    if (declaration.category === null) return `${declaration.table}: SELECT, INSERT, UPDATE`;
    const columns = writableColumns(declaration);
    const isLink = declaration.table === 'core.person_link';
    const changed = columns.filter((column) => !isLink || !['person_id', 'institution'].includes(column));
    return `${declaration.table}: SELECT, INSERT (${columns.join(', ')}), UPDATE (${changed.join(', ')})`;
  });
}

/** What the hub itself says to PostgreSQL is somewhere in these. */
const sources = () =>
  readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.spec|\.fixture)\.ts$/.test(name))
    .map((name) => readFileSync(join(SOURCES, name), 'utf8'));

/** A grant without the order of its columns, which is that of migrations. */
const sorted = (grant: string) =>
  grant.replace(/\(([^)]*)\)/g, (_, list: string) => `(${list.split(', ').sort().join(', ')})`);

function policies(database: TestDatabase) {
  return database.asOwner<{ name: string; table: string; policy: string; role: string }>(
    `select schemaname || '.' || tablename || ' / ' || policyname as name, schemaname || '.' || tablename as table,
       policyname as policy, array_to_string(roles, ' and ') as role
     from pg_policies where schemaname = any($1) order by 1`,
    [SCHEMAS],
  );
}

const hubPolicies = async (database: TestDatabase) =>
  (await policies(database)).filter(({ role }) => role === 'geleit_app').map(({ name }) => name);

const ownerPolicies = async (database: TestDatabase) =>
  (await policies(database))
    .filter(({ role, policy }) => role !== 'geleit_app' && policy !== 'geleit_backup')
    .map(({ name }) => name);

const JUDGED_GRANTS = [...declaredGrants(), ...Object.entries(GRANTS).map(([table, [grant]]) => `${table}: ${grant}`)];
const JUDGED_HUB_POLICIES = [
  ...Object.keys(OF_THE_HUB),
  ...RECORD_TABLES.flatMap((table) => OF_EACH_RECORD_TYPE.map((policy) => `${table} / ${policy}`)),
];
const JUDGED_OWNER_POLICIES = Object.entries(OF_THE_OWNER).flatMap(([policy, [, tables]]) =>
  tables.flatMap((table) => (table === 'RECORDS' ? PERSON_TABLES : [table])).map((table) => `${table} / ${policy}`),
);

describe('every door that PostgreSQL has was judged', () => {
  const database = useDatabase();
  let functions: Awaited<ReturnType<typeof ownerFunctions>>;

  beforeAll(async () => {
    functions = await ownerFunctions(database);
  });

  it('functions that the hub may call with the rights of the owner', () => {
    expect(functions.flatMap(({ name, called }) => (called ? name : []))).toEqual(
      Object.keys(CALLED_BY_THE_HUB).sort(),
    );
  });

  it('triggers that run with the rights of the owner, and no function that only the owner calls', () => {
    expect(functions.flatMap(({ name, called }) => (called ? [] : name))).toEqual(Object.keys(TRIGGERS).sort());
  });

  it('functions that the hub may call with its own rights: each is called by it, or by what it calls', async () => {
    const callable = await database.asOwner<{ name: string; source: string; is_trigger: boolean; called: boolean }>(
      `select p.proname as name, p.prosrc as source, p.prorettype = 'trigger'::regtype as is_trigger,
         has_function_privilege('geleit_app', p.oid, 'execute') as called
       from pg_proc p where not p.prosecdef and p.pronamespace::regnamespace::text = any($1)`,
      [SCHEMAS],
    );
    const [{ words }] = (await database.asOwner<{ words: string }>(
      `select (select string_agg(concat_ws(' ', qual, with_check), ' ') from pg_policies where 'geleit_app' = any(roles))
         || (select string_agg(pg_get_triggerdef(oid), ' ') from pg_trigger where not tgisinternal)
         || (select string_agg(pg_get_expr(adbin, adrelid), ' ') from pg_attrdef) as words`,
    )) as [{ words: string }];
    const texts = [words, ...sources(), ...callable.flatMap(({ source, is_trigger }) => (is_trigger ? [source] : []))];
    const named = (name: string) => texts.some((text) => new RegExp(`\\b${name}\\(`).test(text));
    const waiting = new Map(callable.flatMap(({ name, source, called }) => (called ? [[name, source]] : [])));
    for (let found = true; found;) {
      found = false;
      for (const [name, source] of waiting) {
        if (!named(name)) continue;
        found = waiting.delete(name);
        texts.push(source);
      }
    }
    expect([...waiting.keys()]).toEqual([]);
  });

  it('none of them runs under names that its caller has put in between', () => {
    expect(new Set(functions.map(({ path }) => path))).toEqual(new Set(['search_path=pg_catalog']));
  });

  it('privileges of the hub on tables and their columns', async () => {
    expect((await grants(database)).map(sorted)).toEqual(JUDGED_GRANTS.map(sorted).sort());
    const named = JUDGED_GRANTS.map((grant) => grant.split(':')[0]);
    const all = await database.asOwner<{ table: string }>(
      `select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition`,
      [SCHEMAS],
    );
    expect(all.map(({ table }) => table).sort()).toEqual([...named, ...CLOSED_TABLES].sort());
  });

  it('policies of row level security, of the hub and of the owner', async () => {
    expect(await hubPolicies(database)).toEqual(JUDGED_HUB_POLICIES.sort());
    expect(await ownerPolicies(database)).toEqual(JUDGED_OWNER_POLICIES.sort());
  });

  it('and none of the owner opens what another one opens anyway', async () => {
    const redundant = await database.asOwner(
      `select p.tablename || ' / ' || p.policyname as name from pg_policies p join pg_policies wider
         on (wider.schemaname, wider.tablename) = (p.schemaname, p.tablename) and wider.roles = p.roles
       where p.schemaname = any($1) and p.policyname not in (wider.policyname, 'geleit_backup') and p.permissive = 'PERMISSIVE'
         and wider.permissive = 'PERMISSIVE' and wider.qual = 'true' and coalesce(wider.with_check, 'true') = 'true'
         and wider.cmd in ('ALL', p.cmd)`,
      [SCHEMAS],
    );
    expect(redundant).toEqual([]);
  });

  it('and one more of the owner on every table, which only a backup passes', async () => {
    const found = await database.asOwner<{ table: string; condition: string }>(
      `select c.oid::regclass::text as table, concat_ws(' ', p.polcmd, pg_get_expr(p.polqual, p.polrelid)) as condition
       from pg_class c left join pg_policy p on p.polrelid = c.oid and p.polname = 'geleit_backup'
         and p.polroles = array[c.relowner] and p.polpermissive
       where c.relnamespace::regnamespace::text = any($1) and c.relkind in ('r', 'p') and not c.relispartition`,
      [SCHEMAS],
    );
    expect(new Set(found.map(({ condition }) => condition))).toEqual(
      new Set(["r ((SESSION_USER = CURRENT_USER) AND (current_setting('geleit.backup'::text, true) = 'on'::text))"]),
    );
  });

  it('and the public gets nothing: no schema, table, column, sequence, function or policy', async () => {
    const found = await database.asOwner(
      `with granted(what, acl) as (
         select nspname::text, nspacl from pg_namespace where nspname = any($1)
         union all select c.oid::regclass::text, c.relacl from pg_class c where c.relnamespace::regnamespace::text = any($1)
         union all select c.oid::regclass || '.' || t.attname, t.attacl
           from pg_attribute t join pg_class c on c.oid = t.attrelid where c.relnamespace::regnamespace::text = any($1)
         union all select p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner))
           from pg_proc p where p.pronamespace::regnamespace::text = any($1))
       select g.what, a.privilege_type from granted g cross join lateral aclexplode(g.acl) a where a.grantee = 0
       union all
       select schemaname || '.' || tablename || ' / ' || policyname, 'POLICY' from pg_policies where 'public' = any(roles)`,
      [SCHEMAS],
    );
    expect(found).toEqual([]);
  });
});

describe('a door that nobody has judged is found', () => {
  const database = useDatabase();

  it('a function', async () => {
    await database.asOwner(
      `create function core.forgotten() returns text language sql security definer as $$ select min(given_name) from core.identity $$`,
    );
    const { name, called } = (await ownerFunctions(database)).find((found) => found.name === 'core.forgotten()')!;
    expect([name in CALLED_BY_THE_HUB, called]).toEqual([false, true]);
  });

  it('a column', async () => {
    await database.asOwner('grant update (confirmed) on core.duplicate_pair to geleit_app');
    expect((await grants(database)).map(sorted)).not.toEqual(JUDGED_GRANTS.map(sorted).sort());
  });

  it('a policy', async () => {
    await database.asOwner('create policy forgotten on core.consent_grant for select to geleit_app using (true)');
    expect(await hubPolicies(database)).toContain('core.consent_grant / forgotten');
    expect(JUDGED_HUB_POLICIES).not.toContain('core.consent_grant / forgotten');
  });
});
