import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { hasHead, refuseUnlessLogIsSeen } from '../../src/access/log/sees-log';
import { verifyLog } from '../../src/access/log/verify-log';
import { databaseCode } from '../../src/hub/code';
import { migrate } from '../../src/hub/migrate';
import { codeStanding, foundCode } from '../../src/platform/postgres/code/code-state';
import { REGISTRY } from '../../src/hub/subgraphs';
import { APP_ROLE } from '../../src/platform/app-role';
import { refuseUnfitOwner } from '../../src/platform/postgres/owner-policies';
import { staleLocks } from '../../src/records/locks/apply-locks';
import { rheinePolicy } from '../kit/policy';
import { personOn, startOwnServer, type OwnServer } from './own-server';

const HEIR = 'house_owner';

/** As after `REASSIGN OWNED`, or where a dump was restored for a role of another name. */
describe('a database that was handed to another owner', () => {
  let server: OwnServer;
  let before: Client;
  let heir: Client;
  let heirUrl: string;
  let head: string | null;

  const connect = async (connectionString: string) => {
    const client = new Client({ connectionString });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const migrateAsHeir = () => migrate({ ownerUrl: heirUrl, policy: rheinePolicy(), managesAppRole: true });
  const intact = async (owner: Client) => {
    await refuseUnlessLogIsSeen(owner);
    return verifyLog(owner);
  };

  beforeAll(async () => {
    server = await startOwnServer();
    const { id } = await personOn(server);
    before = await connect(server.ownerUrl);
    await before.query(`alter table core.access_entry no force row level security`);
    await before.query(
      `insert into core.access_entry (request_id, institution, actor, role, event, person_id, fields, asked, permitted)
       select gen_random_uuid(), 'city', 'kit', 'counsellor', 'READ', $1, '{}', '{}', '{}' from generate_series(1, 5)`,
      [id],
    );
    await before.query(`alter table core.access_entry force row level security`);
    await before.query('select core.seal_access_log()');
    const found = await intact(before);
    expect(found).toMatchObject({ intact: true, entries: 5 });
    head = found.intact ? found.head : null;
    await before.query(`create role ${HEIR} login createrole createdb password 'heir'`);
    await before.query(`grant ${HEIR} to current_user with inherit true, set true`);
    const url = new URL(server.ownerUrl);
    [url.username, url.password] = [HEIR, 'heir'];
    heirUrl = url.toString();
    heir = await connect(heirUrl);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([before, heir].map((client) => client?.end()));
    await server?.remove();
  });

  it('is refused to who owns nothing of it, with the owner of the tables', async () => {
    await expect(migrateAsHeir()).rejects.toThrow(/belong to geleit_owner.*REASSIGN OWNED/s);
  });

  it('has a log of which the new owner sees nothing, and nobody says that it is intact', async () => {
    await before.query(`reassign owned by geleit_owner to ${HEIR}`);
    expect((await heir.query('select from core.access_entry')).rowCount).toBe(0);
    await expect(intact(heir)).rejects.toThrow(/hides core\.access_entry and core\.access_seal/);
    await expect(refuseUnfitOwner(heir, APP_ROLE)).rejects.toThrow(/geleit migrate/);
  });

  it('says what is missing where the hub’s role was made by somebody else', async () => {
    await expect(migrateAsHeir()).rejects.toThrow(/GRANT geleit_app TO/);
  });

  it('is whole again once its new owner has migrated: the log with its head, and every lock', async () => {
    await before.query(`grant ${APP_ROLE} to ${HEIR} with admin true, inherit false, set false`);
    await migrateAsHeir();
    await refuseUnfitOwner(heir, APP_ROLE);
    expect(await intact(heir)).toEqual({ intact: true, seals: 1, entries: 5, head, cuts: [] });
    expect(await staleLocks(heir, rheinePolicy(), REGISTRY)).toEqual([]);
    expect(codeStanding(databaseCode(rheinePolicy()), await foundCode(heir))).toBe('SAME');
    expect(await migrateAsHeir()).toMatchObject({ code: [], locks: [] });
  });

  it('knows the head that was kept before, and no other', async () => {
    expect(await hasHead(heir, head!)).toBe(true);
    expect(await hasHead(heir, '0'.repeat(64))).toBe(false);
  });

  it('is not said to be intact where a policy hides some of it', async () => {
    await heir.query(`create policy partly on core.access_entry as restrictive for select to ${HEIR} using (id > 3)`);
    await expect(intact(heir)).rejects.toThrow(/hides core\.access_entry from/);
    await heir.query('drop policy partly on core.access_entry');
    expect(await intact(heir)).toMatchObject({ intact: true, entries: 5 });
  });

  it('has the same code and locks where roles of the same names have other numbers, as in a cluster into which it was restored', async () => {
    await heir.end();
    await before.query(`alter role ${HEIR} rename to former_owner`);
    await before.query(`create role ${HEIR} login createrole createdb password 'heir'`);
    await before.query(`grant ${HEIR} to current_user with inherit true, set true`);
    await before.query(`grant ${APP_ROLE} to ${HEIR} with admin true, inherit false, set false`);
    // No superuser, so the new owner has to be let into the schemas first.
    await before.query(`grant create on schema core, city, jobcenter, employment_agency, caritas to ${HEIR}`);
    await before.query(`reassign owned by former_owner to ${HEIR}`);
    heir = await connect(heirUrl);
    expect(await migrateAsHeir()).toMatchObject({ migrations: [], code: [], locks: [] });
    expect(await intact(heir)).toMatchObject({ intact: true, head });
  });
});
