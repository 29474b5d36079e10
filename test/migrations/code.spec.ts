import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { databaseCode } from '../../src/hub/code';
import { migrate } from '../../src/hub/migrate';
import { readiness } from '../../src/hub/readiness';
import { applyCode } from '../../src/platform/postgres/code/apply-code';
import { codeFiles, readCodeFiles } from '../../src/platform/postgres/code/code-files';
import { codeObject, type CodeKind, type CodeObject } from '../../src/platform/postgres/code/code-object';
import { codeStandingOf, foundCode } from '../../src/platform/postgres/code/code-state';
import { useDatabase } from '../kit/database';
import { rheinePolicy } from '../kit/policy';

const CODE = databaseCode(rheinePolicy());

/** The same code with another text of one object. */
const instead = (kind: CodeKind, sql: string): CodeObject[] => {
  const changed = codeObject(kind, sql);
  return CODE.map((object) => (object.kind === kind && object.name === changed.name ? changed : object));
};

describe('the files of the database’s code', () => {
  const folderWith = (file: string, text: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'geleit-code-'));
    for (const kind of ['functions', 'triggers', 'policies']) mkdirSync(join(folder, kind));
    writeFileSync(join(folder, 'functions', file), text);
    return folder;
  };
  const BODY = 'create or replace function core.one() returns int language sql as $$ select 1 $$;\n';

  it('say each in a few lines which rule they keep', () => {
    for (const { name, sql } of codeFiles()) {
      const comment = /^(-- .*\n)+/.exec(sql)?.[0] ?? '';
      expect([name, comment.length > 30, comment.split('\n').length <= 5]).toEqual([name, true, true]);
    }
    expect(() => readCodeFiles(folderWith('core.one.sql', BODY))).toThrow(/does not begin with a comment/);
  });

  it('make one object each, and are named after it', () => {
    const text = `-- One, for example.\n${BODY}`;
    expect(readCodeFiles(folderWith('core.one.sql', text)).map(({ name }) => name)).toEqual(['core.one']);
    expect(() => readCodeFiles(folderWith('core.two.sql', text))).toThrow(/core\.one: one object a file/);
    expect(() => readCodeFiles(folderWith('core.one.sql', '-- Nothing.\ndrop table core.person;'))).toThrow(
      /no function/,
    );
    for (const { name, sql } of codeFiles()) expect([name, sql.match(/^create /gm)?.length]).toEqual([name, 1]);
  });
});

describe('the code of a database', () => {
  const database = useDatabase();

  const asOwner = async <Result>(work: (owner: Client) => Promise<Result>): Promise<Result> => {
    const owner = new Client({ connectionString: database.ownerUrl });
    owner.on('error', () => undefined);
    await owner.connect();
    return work(owner).finally(() => owner.end().catch(() => undefined));
  };
  const apply = (wanted: readonly CodeObject[]) => asOwner((owner) => applyCode(owner, wanted));
  const standing = (wanted: readonly CodeObject[] = CODE) => codeStandingOf(database.database, wanted);
  const again = () => migrate({ ownerUrl: database.ownerUrl, policy: rheinePolicy(), managesAppRole: true });
  const ready = async () => {
    const keys = () => Promise.resolve({ ok: true });
    return (await readiness({ database: database.database, policy: rheinePolicy(), keys })).code!;
  };

  it('is that of the files after a migration', async () => {
    expect(await standing()).toBe('SAME');
    expect(await ready()).toEqual({ ok: true });
  });

  it('changes where a file has changed, and nowhere else', async () => {
    const changed = instead(
      'function',
      `create or replace function core.today() returns date language sql stable parallel safe as $$ select current_date $$;
       grant execute on function core.today() to geleit_app;`,
    );
    expect(await standing(changed)).toBe('OTHER');
    expect(await apply(changed)).toEqual(['function core.today']);
    expect(await standing(changed)).toBe('SAME');
    expect(await apply(changed)).toEqual([]);
    expect((await again()).code).toEqual(['function core.today']);
    expect(await standing()).toBe('SAME');
  });

  it.each([
    [
      'a body was changed',
      `create or replace function core.today() returns date language sql as 'select current_date'`,
    ],
    ['a function was opened to everybody', 'grant execute on function core.current_person(uuid) to public'],
    ['the hub’s role was let into a function', 'grant execute on function core.move_row to geleit_app'],
    ['a grant was taken away', 'revoke execute on function core.setting from geleit_app'],
    ['a function got the rights of its owner', 'alter function core.refuse_change() security definer'],
    ['a stranger’s function came', 'create function core.stranger() returns int language sql as $$ select 1 $$'],
    ['a function got a namesake', 'create function core.today(int) returns int language sql as $$ select 1 $$'],
    ['a trigger was taken off', 'drop trigger append_only on core.access_entry'],
    ['a trigger sleeps', 'alter table core.consent disable trigger consent_keeps_rules'],
    ['a trigger of every record type sleeps', 'alter table core.contact disable trigger noted_gone'],
    [
      'a stranger’s trigger came',
      'create trigger stranger after insert on core.consent for each row execute function core.note_closing()',
    ],
    ['a policy was opened', 'alter policy geleit_select on core.consent_grant using (true)'],
    ['a policy was dropped', 'drop policy geleit_excluded on core.rights_notice'],
    ['a second door came', 'create policy door on core.consent_grant for select to geleit_app using (true)'],
    ['a door for everybody came', 'create policy door on core.booklet_code to public using (true)'],
  ])('is known not to be as it should where %s, and is put back', async (_, damage) => {
    const before = await asOwner(foundCode);
    await database.asOwner(damage);
    expect(await standing()).toBe('BROKEN');
    expect(await ready()).toEqual({ ok: false, detail: expect.stringContaining('geleit migrate') });
    expect((await again()).code.length).toBeGreaterThan(0);
    expect(await standing()).toBe('SAME');
    const byName = (found: typeof before) =>
      found.map(({ kind, identity, state }) => `${kind} ${identity} ${state}`).sort();
    expect(byName(await asOwner(foundCode))).toEqual(byName(before));
  });

  it('keeps a policy that only closes more, which an operator may have put there in need', async () => {
    await database.asOwner('create policy shut on core.person as restrictive for select to geleit_app using (false)');
    expect(await standing()).toBe('SAME');
    expect((await again()).code).toEqual([]);
    expect(await database.asOwner(`select from pg_policy where polname = 'shut'`)).toHaveLength(1);
    await database.asOwner('drop policy shut on core.person');
  });

  it('leaves alone what others keep in schemas of their own', async () => {
    await database.asOwner(`create schema monitoring;
      create function monitoring.rows() returns bigint language sql as $$ select count(*) from pg_class $$`);
    expect(await standing()).toBe('SAME');
    expect((await again()).code).toEqual([]);
    expect(await database.asOwner('select monitoring.rows()')).toHaveLength(1);
  });

  it('follows a function whose arguments have changed, and what hangs on it', async () => {
    const changed = instead(
      'function',
      `create or replace function core.former_ids(whose text default '-') returns text[] language sql stable as
         $$ select '{}'::text[] $$; grant execute on function core.former_ids(text) to geleit_app;`,
    );
    expect(await apply(changed)).toEqual(
      expect.arrayContaining([
        'function core.former_ids',
        'policy core.access_entry.geleit_select',
        'function core.former_ids()',
      ]),
    );
    expect(await standing(changed)).toBe('SAME');
    await again();
    expect(await standing()).toBe('SAME');
    const left = await database.asOwner(
      `select oid::regprocedure::text as name from pg_proc where proname = 'former_ids'`,
    );
    expect(left).toEqual([{ name: 'core.former_ids()' }]);
  });

  it('is that of before where an application was cut short', async () => {
    const before = await asOwner(foundCode);
    const cut = [
      ...instead('policy', 'create policy owner_all on core.link to current_user using (false)'),
      codeObject(
        'trigger',
        `create or replace trigger last after insert on core.link for each row execute function core.refuse_change();
         select pg_terminate_backend(pg_backend_pid())`,
      ),
    ];
    await expect(apply(cut)).rejects.toThrow();
    expect(await asOwner(foundCode)).toEqual(before);
    expect(await standing()).toBe('SAME');
  });

  it('is put right once where several replicas start together', async () => {
    await database.asOwner('drop trigger append_only on core.transfer');
    const reports = await Promise.all([again(), again(), again()]);
    expect(reports.flatMap(({ code }) => code)).toEqual(['trigger core.transfer.append_only']);
  });

  it('is not put on a database from before the first release, which is left as it is', async () => {
    await database.asOwner(
      `insert into geleit_migration (timestamp, name) values (1795392000000, 'Earlier1795392000000')`,
    );
    await database.asOwner('drop trigger append_only on core.transfer');
    await expect(again()).rejects.toThrow(/Make a new database.*DATABASE_OF_EARLIER_VERSION/);
    expect(await standing()).toBe('BROKEN');
  });
});
