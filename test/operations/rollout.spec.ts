import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startHubProcess } from './hub-process';
import { startTestHub, type RunningTestHub } from './running-hub';
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
  const newer = "insert into geleit_migration (timestamp, name) values (1999999999000, 'Newer1999999999000')";
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
