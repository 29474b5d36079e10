import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { appRoleUrl, checkAppRole, ensureAppRole } from '../../src/platform/app-role';
import { refuseUnsafeRole } from '../../src/platform/postgres/safe-role';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres';

jest.setTimeout(60_000);

describe('The URL of the app role', () => {
  const owner = 'postgresql://owner:p%40ss@db.example.org:5432/geleit?sslmode=require';

  it('is the one of the owner with another user and a derived password', () => {
    const url = new URL(appRoleUrl(owner));
    expect(url.username).toBe('geleit_app');
    // printf %s geleit_app | openssl dgst -sha256 -hmac 'p@ss' -binary | base64url
    expect(url.password).toBe('EnPiS4hjw0oqqlW_InUA48Dfrk6n87GRer55qouhVsQ');
    expect(`${url.host}${url.pathname}${url.search}`).toBe('db.example.org:5432/geleit?sslmode=require');
  });

  it('is the configured one, if there is one', () => {
    expect(appRoleUrl(owner, { appDatabaseUrl: 'postgresql://geleit_app:x@other/geleit' })).toBe(
      'postgresql://geleit_app:x@other/geleit',
    );
  });

  it.each(['postgresql://owner@db.example.org/geleit', 'postgresql:///geleit', 'no url'])(
    'is not derived from nothing, which everybody could do too: %s',
    (url) => expect(() => appRoleUrl(url)).toThrow(/APP_DATABASE_URL/),
  );
});

describe('The app role', () => {
  let base: string;
  let postgres: EmbeddedPostgres;
  let owner: Client;

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'geleit-role-'));
    // As root the server runs under another account, which must get through.
    await chmod(base, 0o711);
    postgres = await startEmbeddedPostgres({ dataDir: join(base, 'data'), settings: { fsync: 'off' } });
    owner = new Client(postgres.ownerUrl);
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await postgres?.stop();
    await rm(base, { recursive: true });
  });

  it('does not exist before it is made', async () => {
    await expect(checkAppRole(owner)).rejects.toThrow(/does not exist/);
  });

  it('is made once by hubs of several databases that start at the same moment', async () => {
    for (const name of ['one', 'two', 'three']) await owner.query(`CREATE DATABASE ${name}`);
    const starts = ['one', 'two', 'three', 'one', 'two', 'three'].map(async (name) => {
      const url = new URL(postgres.ownerUrl);
      url.pathname = name;
      const client = new Client(url.toString());
      await client.connect();
      for (let i = 0; i < 5; i += 1) await ensureAppRole(client, url.toString());
      await client.end();
    });
    await expect(Promise.all(starts)).resolves.toHaveLength(6);
  });

  it('can log in with its derived password, and can do nothing that would open a lock', async () => {
    await ensureAppRole(owner, postgres.ownerUrl);
    const app = new Client(appRoleUrl(postgres.ownerUrl));
    await app.connect();
    const { rows } = await app.query(
      'SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit FROM pg_roles WHERE rolname = current_user',
    );
    await app.end();
    expect(rows).toEqual([
      {
        rolname: 'geleit_app',
        rolsuper: false,
        rolbypassrls: false,
        rolcreatedb: false,
        rolcreaterole: false,
        rolinherit: false,
      },
    ]);
  });

  it('is refused if it is a member of another role, such as the owner', async () => {
    await owner.query('CREATE ROLE helper');
    await owner.query('GRANT helper TO geleit_app');
    await expect(ensureAppRole(owner, postgres.ownerUrl)).rejects.toThrow(/membership of another role/);
    await owner.query('REVOKE helper FROM geleit_app');
    await expect(ensureAppRole(owner, postgres.ownerUrl)).resolves.toBeUndefined();
  });

  describe('given by a server whose superuser is careless', () => {
    let superuser: Client;
    beforeAll(async () => {
      await ensureAppRole(owner, postgres.ownerUrl);
      const file = await readFile(join(base, 'data', 'postgres', 'cluster', 'credentials.json'), 'utf8');
      const url = new URL(postgres.ownerUrl);
      url.username = 'postgres';
      url.password = (JSON.parse(file) as { superuser: string }).superuser;
      superuser = new Client(url.toString());
      await superuser.connect();
    });
    afterAll(() => superuser?.end());

    it.each([
      ['SUPERUSER', 'alter role geleit_app superuser', 'alter role geleit_app nosuperuser'],
      ['BYPASSRLS', 'alter role geleit_app bypassrls', 'alter role geleit_app nobypassrls'],
      ['REPLICATION', 'alter role geleit_app replication', 'alter role geleit_app noreplication'],
      ['CREATEROLE', 'alter role geleit_app createrole', 'alter role geleit_app nocreaterole'],
      [
        'membership of another role',
        'grant pg_read_all_data to geleit_app with inherit false',
        'revoke pg_read_all_data from geleit_app',
      ],
      [
        'tables of its own',
        'create table public.stray (id int); alter table public.stray owner to geleit_app',
        'drop table public.stray',
      ],
      ['a database of its own', 'create database stray owner geleit_app', 'drop database stray'],
      [
        'the right to switch triggers off',
        'grant set on parameter session_replication_role to geleit_app',
        'revoke set on parameter session_replication_role from geleit_app',
      ],
      [
        'the setting row_security = off',
        'alter role geleit_app set row_security = off',
        'alter role geleit_app reset row_security',
      ],
    ])('is refused with %s, by its own connection too', async (power, damage, repair) => {
      await superuser.query(damage);
      const app = new Client(appRoleUrl(postgres.ownerUrl));
      try {
        await app.connect();
        await expect(refuseUnsafeRole(app)).rejects.toThrow(power);
        if (!power.startsWith('the setting')) await expect(checkAppRole(owner)).rejects.toThrow(power);
      } finally {
        await app.end();
        await superuser.query(repair);
      }
      await expect(checkAppRole(owner)).resolves.toBeUndefined();
    });

    it('is refused where another role sets it for itself at the start', async () => {
      const url = new URL(appRoleUrl(postgres.ownerUrl));
      url.username = 'postgres';
      url.password = superuser.password ?? '';
      url.searchParams.set('options', '-c role=geleit_app');
      const disguised = new Client(url.toString());
      await disguised.connect();
      expect((await disguised.query<{ me: string }>('select current_user as me')).rows).toEqual([{ me: 'geleit_app' }]);
      await expect(refuseUnsafeRole(disguised)).rejects.toThrow(/postgres has SUPERUSER/);
      await disguised.end();
    });

    it('may have temporary tables, as an import makes them', async () => {
      const app = new Client(appRoleUrl(postgres.ownerUrl));
      await app.connect();
      await app.query('create temporary table staged (id int primary key, words text)');
      await expect(refuseUnsafeRole(app)).resolves.toBeUndefined();
      await app.end();
    });
  });
});
