import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { databaseCode } from '../../src/hub/code';
import { applyCode } from '../../src/platform/postgres/code/apply-code';
import { codeObject } from '../../src/platform/postgres/code/code-object';
import { useDatabase } from '../kit/database';
import { staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startHubProcess } from './hub-process';
import { startTestHub, type RunningTestHub } from './running-hub';
import { rheinePolicy } from '../kit/policy';
import { asMaintainer, urlOf } from '../kit/template';

const READ = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';

describe('a newer version that migrates while the one before serves', () => {
  const database = useDatabase();
  let hub: RunningTestHub;
  let known: TestPerson;

  const checks = async (of: RunningTestHub) => {
    const answer = await fetch(new URL('/readyz', of.url));
    return { status: answer.status, ...((await answer.json()) as { checks: Record<string, { ok: boolean }> }).checks };
  };
  const newer = "insert into geleit_migration (timestamp, name) values (9999, 'Newer0000000009999')";
  const lock = `select obj_description(oid, 'pg_policy') as said from pg_policy where polrelid = 'core.identity'::regclass and polname = 'geleit_select'`;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
    known = await person(database).with('Identity', { by: 'city' }).create();
  });
  afterAll(() => hub.stop());

  it('leaves it ready and answering, also where it puts on other locks', async () => {
    await database.asOwner(newer);
    expect(await checks(hub)).toMatchObject({ status: 200, migrations: { ok: true, detail: expect.any(String) } });
    // As `migrate` of another policy leaves it: another lock, and its state as PostgreSQL has it.
    const [{ said } = { said: '' }] = await database.asOwner<{ said: string }>(lock);
    const other = said.replace(/lock [0-9a-f]{32}/, `lock ${'0'.repeat(32)}`);
    await database.asOwner(`comment on policy geleit_select on core.identity is '${other}'`);
    expect(await checks(hub)).toMatchObject({ status: 200, locks: { ok: true, detail: expect.any(String) } });
    expect((await hub.ask(staff('city'), null, READ, { id: known.id })).codes).toEqual([]);
  });

  it('leaves it ready where it puts on other code, has functions of its own and drops one that nobody calls', async () => {
    const newer = databaseCode(rheinePolicy())
      .filter(({ name }) => name !== 'core.booklet.booklet_erased')
      .map((object) =>
        object.name === 'core.today' ? codeObject('function', `-- Of another version.\n${object.sql}`) : object,
      );
    const added = codeObject(
      'function',
      'create or replace function core.newer() returns int language sql as $$ select 1 $$',
    );
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await applyCode(owner, [...newer, added]).finally(() => owner.end());
    expect(await checks(hub)).toMatchObject({ status: 200, code: { ok: true, detail: expect.any(String) } });
    const late = await startTestHub({ appUrl: database.appUrl });
    expect(await checks(late)).toMatchObject({ status: 503, code: { ok: false } });
    await late.stop();
  });

  it('is not what somebody does who changes a function or drops a trigger by hand: nobody stays ready', async () => {
    for (const [damage, remedy] of [
      ['alter function core.lives(core.consent) stable', 'alter function core.lives(core.consent) immutable'],
      [
        'drop trigger append_only on core.access_seal',
        `create trigger append_only before delete on core.access_seal for each row execute function core.refuse_change()`,
      ],
    ] as const) {
      const [mark] = await database.asOwner<{ said: string }>(
        `select obj_description(oid, 'pg_trigger') as said from pg_trigger where tgrelid = 'core.access_seal'::regclass and tgname = 'append_only'`,
      );
      await database.asOwner(damage);
      expect(await checks(hub)).toMatchObject({ status: 503, code: { ok: false } });
      await database.asOwner(remedy);
      await database.asOwner(`comment on trigger append_only on core.access_seal is '${mark!.said}'`);
      expect((await checks(hub)).status).toBe(200);
    }
  });

  it('lets none of the version before start anew under locks that are not its own', async () => {
    const late = await startTestHub({ appUrl: database.appUrl });
    expect(await checks(late)).toMatchObject({ status: 503, migrations: { ok: true }, locks: { ok: false } });
    await late.stop();
  });

  it('is not what somebody does who changes a lock by hand: nobody stays ready', async () => {
    await database.asOwner('create policy by_hand on core.identity for select to geleit_app using (true)');
    expect(await checks(hub)).toMatchObject({ status: 503, locks: { ok: false } });
    await database.asOwner('drop policy by_hand on core.identity');
    expect((await checks(hub)).status).toBe(200);
  });

  it('does not hide a migration that is missing', async () => {
    await database.asOwner(
      'delete from geleit_migration where timestamp = (select min(timestamp) from geleit_migration)',
    );
    expect(await checks(hub)).toMatchObject({ status: 503, migrations: { ok: false } });
  });
});

describe('a hub that is to serve in production before anybody has migrated', () => {
  const name = `geleit_unmigrated_${process.pid}`;
  beforeAll(() => asMaintainer((client) => client.query(`create database ${name}`)));
  afterAll(() => asMaintainer((client) => client.query(`drop database ${name} with (force)`)));

  it('does not start, and says what to do', async () => {
    const issuer = { issuer: 'https://a.invalid', audience: 'a', jwksUri: 'https://a.invalid/k', kind: 'person' };
    const started = startHubProcess({ ownerUrl: urlOf(name) } as never, {
      NODE_ENV: 'production',
      OIDC_ISSUERS: JSON.stringify([issuer]),
    });
    await expect(started).rejects.toThrow(/run "geleit migrate".*DATABASE_NOT_MIGRATED/s);
  }, 30_000);
});
