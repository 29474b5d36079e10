import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { REGISTRY } from '../../src/hub/subgraphs';
import { runImport } from '../../src/import/run-import';
import { Database } from '../../src/platform/postgres/database';
import { useDatabase } from '../kit/database';
import { workerId } from '../kit/environment';
import { settingsOf } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import { asMaintainer } from '../kit/template';
import { startTestHub, type RunningTestHub } from './running-hub';

const MEMBER = `geleit_member_w${workerId()}`;

/** The app role's URL with options that PostgreSQL takes at the start of a connection. */
function opened(appUrl: string, options: string): string {
  const url = new URL(appUrl);
  url.searchParams.set('options', options);
  return url.toString();
}

describe('a hub whose role could pass the second lock', () => {
  const database = useDatabase();
  let directory: string;
  let memberUrl: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'geleit-lock-'));
    const url = new URL(database.ownerUrl);
    const password = decodeURIComponent(url.password);
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    await client.query(`create role ${MEMBER} login noinherit password ${client.escapeLiteral(password)}`);
    await client.query(`grant geleit_app to ${MEMBER}`);
    await client.end();
    url.username = MEMBER;
    memberUrl = url.toString();
  });
  afterAll(async () => {
    await asMaintainer((client) => client.query(`drop role ${MEMBER}`));
    await rm(directory, { recursive: true });
  });

  const URLS: readonly (readonly [string, () => string, RegExp])[] = [
    ['the owner of the tables', () => database.ownerUrl, /has .*tables of its own, functions of its own/],
    ['a member of another role, which it could set', () => memberUrl, /membership of another role/],
    [
      'a connection with row_security = off',
      () => opened(database.appUrl, '-c row_security=off'),
      /the setting row_security = off/,
    ],
    [
      'a connection that brings a request context along',
      () => opened(database.appUrl, '-c geleit.person=00000000-0000-4000-8000-000000000000'),
      /the setting geleit.person/,
    ],
    [
      'a connection for which a function of the owner is opened',
      () => opened(database.appUrl, '-c geleit.matching=on'),
      /the setting geleit.matching/,
    ],
  ];

  it.each(URLS)('does not start: %s', async (_, url, problem) => {
    const started = startTestHub({ appUrl: url() });
    await expect(started).rejects.toMatchObject({
      code: 'DATABASE_ROLE_UNSAFE',
      message: expect.stringMatching(problem),
    });
  });

  it.each(URLS)('asks nothing of the database: %s', async (_, url, problem) => {
    const own = new Database({ url: url(), poolSize: 1 });
    try {
      await expect(own.once(settingsOf('city'), { text: 'select 1' })).rejects.toThrow(problem);
      await expect(own.transaction(settingsOf('city'), () => Promise.resolve())).rejects.toThrow(problem);
      await expect(own.maintain('select 1')).rejects.toThrow(problem);
    } finally {
      await own.close();
    }
  });

  it.each(URLS)('imports nothing: %s', async (_, url, problem) => {
    const file = join(directory, 'persons.csv');
    await writeFile(file, 'fileNumber;givenName;familyName;birthDate\r\nL-1;Edda;Prüfling;1990-05-17\r\n');
    const options = { kind: 'persons', institution: 'city', policy: rheinePolicy(), registry: REGISTRY } as const;
    await expect(runImport({ ...options, file, appUrl: url() })).rejects.toMatchObject({
      code: 'DATABASE_ROLE_UNSAFE',
      message: expect.stringMatching(problem),
    });
  });

  it('starts as the role that migrate made', async () => {
    const hub = await startTestHub({ appUrl: database.appUrl });
    const ready = await fetch(new URL('/readyz', hub.url));
    await hub.stop();
    expect(await ready.json()).toMatchObject({ checks: { role: { ok: true }, database: { ok: true } } });
  });
});

describe('a table that the hub reaches past row level security', () => {
  const database = useDatabase();
  let hub: RunningTestHub;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
  });
  afterAll(() => hub.stop());
  afterEach(async () => {
    await database.asOwner(
      `alter table core.link enable row level security, force row level security;
       revoke truncate on core.consent from geleit_app; drop table if exists city.forgotten;
       drop view if exists city.looked_through`,
    );
  });

  it.each([
    ['is not under row level security', 'alter table core.link disable row level security', 'core.link'],
    ['is open to functions of its owner', 'alter table core.link no force row level security', 'core.link'],
    ['can be emptied at once', 'grant truncate on core.consent to geleit_app', 'core.consent'],
    [
      'was made by hand for everybody',
      'create table city.forgotten (id int); grant select on city.forgotten to public',
      'city.forgotten',
    ],
    [
      'is read with the rights of the owner of a view',
      'create view city.looked_through as select 1 as one; grant select on city.looked_through to geleit_app',
      'city.looked_through',
    ],
  ])('%s: the hub is not ready, and none starts', async (_, damage, table) => {
    await database.asOwner(damage);
    const ready = await fetch(new URL('/readyz', hub.url));
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      checks: { role: { ok: false, detail: 'DATABASE_TABLES_OPEN: run "geleit doctor".' } },
    });
    await expect(startTestHub({ appUrl: database.appUrl })).rejects.toMatchObject({
      code: 'DATABASE_TABLES_OPEN',
      message: expect.stringContaining(table),
    });
  });

  it('is none of those that migrate has made', async () => {
    const ready = await fetch(new URL('/readyz', hub.url));
    expect(ready.status).toBe(200);
  });
});
