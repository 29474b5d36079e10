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

  it('borrows the rights of the owner only through functions that are listed here', async () => {
    const functions = await database.asOwner<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname = any($1) and has_function_privilege('geleit_app', p.oid, 'execute') order by 1`,
      [SCHEMAS],
    );
    // Whoever adds to this list answers for what the function lets through.
    expect(functions.map(({ name }) => name)).toEqual([
      'core.activate_wording(text,integer)',
      'core.add_booklet_codes(uuid,bytea,bytea)',
      'core.add_rights_notices(uuid,text,text,boolean)',
      'core.announce_committed()',
      'core.announce_due_tasks()',
      'core.answer_link(uuid,boolean)',
      'core.answer_merge(uuid,boolean)',
      'core.caller_goes_on_as(uuid)',
      'core.caller_represents(uuid)',
      'core.complete_withdrawal_tasks()',
      'core.confirm_merge_by_code(bytea,text)',
      'core.consent_giver()',
      'core.consent_history(uuid,text)',
      'core.current_person(uuid)',
      'core.ended_link_before(uuid,boolean)',
      'core.ensure_access_partitions(integer)',
      'core.erase_access_log(timestamp with time zone)',
      'core.erase_records(uuid,text[],text[])',
      'core.erasure_inventory(uuid,text[])',
      'core.follow_merges()',
      'core.forget_erased_sources()',
      'core.former_ids()',
      'core.goes_on_as(uuid)',
      'core.guardian_acts_alone()',
      'core.has_erased(text)',
      'core.is_new_person(uuid)',
      'core.link_by_code(bytea,text,text,interval)',
      'core.link_imported(text,text)',
      'core.match_batch(integer)',
      'core.match_result(uuid[],uuid,jsonb)',
      'core.merges_to_confirm()',
      'core.person_of_booklet(text)',
      'core.report_booklet_lost(uuid)',
      'core.same_surname_lookups(date,date,text)',
      'core.seal_access_log()',
      'core.set_sounds(jsonb)',
      'core.tend_ended_consents()',
      'core.unlink(uuid)',
      'core.was_erased(text,text[])',
      'core.without_sounds(integer)',
    ]);
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
