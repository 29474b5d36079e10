import { beforeAll, describe, expect, it } from '@jest/globals';
import { SCHEMAS, tables } from '../kit/catalogue';
import { useDatabase } from '../kit/database';
import { self, useHub } from '../kit/hub';
import { person } from '../kit/people';

const DPO = { institution: 'city', role: 'data-protection-officer' };

describe('geleit_app, the role as which the hub connects', () => {
  const database = useDatabase();

  it('owns nothing', async () => {
    const owned = await database.asOwner(
      `select c.oid::regclass::text as name from pg_class c where pg_get_userbyid(c.relowner) = 'geleit_app'
       union select p.oid::regprocedure::text from pg_proc p where pg_get_userbyid(p.proowner) = 'geleit_app'
       union select nspname from pg_namespace where pg_get_userbyid(nspowner) = 'geleit_app'
       union select datname from pg_database where pg_get_userbyid(datdba) = 'geleit_app'`,
    );
    expect(owned).toEqual([]);
  });

  it('has no power by which it could pass a lock', async () => {
    const [role] = await database.asOwner(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit,
         exists (select from pg_auth_members where member = r.oid) as member from pg_roles r where rolname = 'geleit_app'`,
    );
    expect(new Set(Object.values(role!))).toEqual(new Set([false]));
  });

  it('creates nothing in the schemas of the hub', async () => {
    const [may] = await database.asOwner(
      `select array(select s from unnest($1::text[]) s where has_schema_privilege('geleit_app', s, 'create')) as schemas`,
      [[...SCHEMAS, 'public']],
    );
    expect(may).toEqual({ schemas: [] });
  });

  it('deletes nothing', async () => {
    const deletes = (await tables(database)).filter(({ privileges }) => privileges.includes('DELETE'));
    expect(deletes.map(({ table }) => table)).toEqual([]);
  });

  it.each(['core.consent_grant', 'core.consent_event'])('writes no %s: it follows from the consent', async (table) => {
    const { privileges } = (await tables(database)).find((candidate) => candidate.table === table)!;
    expect(privileges).toEqual(['SELECT']);
  });

  it('neither truncates nor refers to nor hangs triggers on any table', async () => {
    const found = (await tables(database)).filter(({ privileges }) =>
      ['TRUNCATE', 'REFERENCES', 'TRIGGER'].some((privilege) => privileges.includes(privilege)),
    );
    expect(found.map(({ table }) => table)).toEqual([]);
  });

  it.each(['core.access_entry', 'core.access_seal', 'core.consent_event'])('only ever adds to %s', async (table) => {
    const { privileges } = (await tables(database)).find((candidate) => candidate.table === table)!;
    expect(privileges.filter((privilege) => !['SELECT', 'INSERT'].includes(privilege))).toEqual([]);
    for (const change of [`update ${table} set actor = actor`, `delete from ${table}`, `truncate ${table}`]) {
      const statement = table === 'core.access_seal' ? change.replace(/actor/g, 'hash') : change;
      await expect(database.asApp(DPO, statement)).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('the access log and the history of consents', () => {
  const database = useDatabase();
  const hub = useHub(database);

  beforeAll(async () => {
    const { id } = await person(database).with('Registration').create();
    const validUntil = new Date(Date.now() + 86_400_000);
    const input = { recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'], validUntil };
    await hub.ask(self(id), null, '{ me { registrations { route } } }');
    await hub.ask(self(id), null, 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { id } }', {
      input,
    });
    await database.asOwner('select core.seal_access_log()');
  });

  it.each(['core.access_entry', 'core.access_seal', 'core.consent_event'])(
    'refuse even the owner of %s to change them',
    async (table) => {
      // Without this the owner would see no rows, and a change of no row is no error.
      await database.asOwner(`alter table ${table} no force row level security`);
      const column = table === 'core.access_seal' ? 'hash' : 'actor';
      const partitions = await database.asOwner<{ name: string }>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass`,
        [table],
      );
      expect(await database.asOwner(`select from ${table}`)).not.toHaveLength(0);
      for (const change of [
        `update ${table} set ${column} = ${column}`,
        `delete from ${table}`,
        `truncate ${table}`,
        ...partitions.map(({ name }) => `truncate ${name}`),
      ]) {
        await expect(database.asOwner(change)).rejects.toMatchObject({ code: '42501' });
      }
    },
  );
});
