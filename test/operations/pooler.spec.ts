import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { REGISTRY } from '../../src/hub/subgraphs';
import { runImport } from '../../src/import/run-import';
import { useDatabase } from '../kit/database';
import { staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import { startPooler, type Pooler, type Turn } from './pooler';
import { startTestHub } from './running-hub';

const READ = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';
const SHARED = /DATABASE_SESSION_SHARED/;
const TURNS: readonly Turn[] = ['last used', 'round robin'];

describe('a pooler between the hub and PostgreSQL', () => {
  const database = useDatabase();
  const poolers: Pooler[] = [];
  let known: TestPerson;

  beforeAll(async () => {
    known = await person(database).with('Identity', { by: 'city' }).create();
  });
  afterEach(() => Promise.all(poolers.splice(0).map((pooler) => pooler.remove())));

  const start = async (...[options]: [Parameters<typeof startPooler>[1]?]): Promise<Pooler> => {
    const pooler = await startPooler(database.appUrl, options);
    poolers.push(pooler);
    return pooler;
  };
  const readiness = async (url: string) => {
    const answer = await fetch(new URL('/readyz', url));
    return { status: answer.status, body: (await answer.json()) as unknown };
  };

  describe.each([1, 2, 3])('that shares %i sessions between transactions', (sessions) => {
    it.each(TURNS)('keeps the hub from starting (%s)', async (turn) => {
      const { url } = await start({ sessions, turn });
      await expect(startTestHub({ appUrl: url, poolSize: 4 })).rejects.toMatchObject({
        code: 'DATABASE_SESSION_SHARED',
        message: expect.stringMatching(/pool by session.*DATABASE_SESSION_SHARED/),
      });
    });
  });

  it('that shares sessions between transactions takes no import', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'geleit-pooler-'));
    const file = join(directory, 'persons.csv');
    await writeFile(file, 'fileNumber;givenName;familyName;birthDate\r\nP-1;Edda;Prüfling;1990-05-17\r\n');
    const { url } = await start();
    const options = { kind: 'persons', institution: 'city', policy: rheinePolicy(), registry: REGISTRY } as const;
    await expect(runImport({ ...options, file, appUrl: url })).rejects.toThrow(SHARED);
    await rm(directory, { recursive: true });
  });

  it('that pools by session is fine: everything is answered, also at the same time', async () => {
    const { url } = await start({ mode: 'session', sessions: 8 });
    const hub = await startTestHub({ appUrl: url, poolSize: 4 });
    expect((await readiness(hub.url)).status).toBe(200);
    const asked = Array.from({ length: 40 }, () => hub.ask(staff('city'), null, READ, { id: known.id }));
    expect((await Promise.all(asked)).flatMap(({ codes }) => codes)).toEqual([]);
    await hub.stop();
  });

  it('that begins to share sessions while the hub runs makes it unready, with what to do, and answers nothing that is not on record', async () => {
    const pooler = await start({ mode: 'session', sessions: 8 });
    const hub = await startTestHub({ appUrl: pooler.url, poolSize: 4 });
    const ask = () => hub.ask(staff('city'), null, READ, { id: known.id });
    await Promise.all([ask(), ask(), ask()]);
    pooler.poolBy('transaction');
    const asked = Array.from({ length: 8 }, ask);
    let found = await readiness(hub.url);
    for (let looks = 0; looks < 20 && found.status === 200; looks += 1) found = await readiness(hub.url);
    await Promise.allSettled(asked);
    expect(found).toMatchObject({
      status: 503,
      body: { checks: { role: { ok: false, detail: expect.stringMatching(/pooler.*pool by session/) } } },
    });
    expect(await ask()).toMatchObject({ status: 503, codes: ['UNAVAILABLE'] });
    await hub.stop();
  });
});
