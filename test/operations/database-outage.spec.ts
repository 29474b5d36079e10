import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { staff } from '../kit/hub';
import type { TestPerson } from '../kit/people';
import { personOn, startOwnServer, type OwnServer } from './own-server';
import { startTestHub, type RunningTestHub, type WireAnswer } from './running-hub';

const CLIENTS = 6;
const READ = 'query ($id: ID!) { person(id: $id) { identity { familyName } registrations { registeredOn } } }';
const REGISTER = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }';

describe('PostgreSQL is killed and comes back', () => {
  let server: OwnServer;
  let hub: RunningTestHub;
  let known: TestPerson;
  let written = 0;

  const read = () => hub.ask(staff('city'), null, READ, { id: known.id });
  const write = (fileNumber: string) =>
    hub.ask<{ registerPerson: { id: string } }>(staff('city'), null, REGISTER, {
      input: { fileNumber, givenName: 'Ana', familyName: 'Beispiel', birthDate: '1990-01-01' },
    });

  /** Asks without a pause, reading and writing in turns, until told to stop. */
  const client = async (isOver: () => boolean): Promise<{ answer: WireAnswer; fileNumber?: string }[]> => {
    const answers: { answer: WireAnswer; fileNumber?: string }[] = [];
    while (!isOver()) {
      answers.push({ answer: await read() });
      const fileNumber = `F-${(written += 1)}`;
      answers.push({ answer: await write(fileNumber), fileNumber });
      if (answers.at(-1)!.answer.status !== 200) await sleep(50);
    }
    return answers;
  };

  /** Only these two answers are allowed: everything, or nothing and when to come again. */
  const check = (answers: readonly { answer: WireAnswer }[]): void => {
    for (const { answer } of answers) {
      if (answer.status === 200) {
        expect(answer.errors).toEqual([]);
        continue;
      }
      expect([answer.status, answer.codes, answer.headers['retry-after']]).toStrictEqual([503, ['UNAVAILABLE'], '2']);
      expect(answer.text).not.toContain('"data"');
    }
  };

  const untilServed = async (): Promise<void> => {
    for (const deadline = Date.now() + 15_000; Date.now() < deadline; await sleep(50)) {
      if ((await read()).status === 200) return;
    }
    throw new Error('The hub did not come back.');
  };

  beforeAll(async () => {
    server = await startOwnServer();
    hub = await startTestHub({ appUrl: server.appUrl, poolSize: 8 });
    known = await personOn(server);
  }, 60_000);
  afterAll(async () => {
    await hub.stop();
    await server.remove();
  }, 60_000);

  it('kill -9 of one of its processes: 503 with Retry-After meanwhile, nothing lost, then normal service', async () => {
    let over = false;
    const clients = Array.from({ length: CLIENTS }, () => client(() => over));
    await sleep(300);
    process.kill(await backendOfHub(server.ownerUrl), 'SIGKILL');
    await sleep(300);
    await untilServed();
    over = true;
    const answers = (await Promise.all(clients)).flat();
    check(answers);
    expect(new Set(answers.map(({ answer }) => answer.status))).toEqual(new Set([200, 503]));
    await expectKept(answers);
  }, 40_000);

  it('kill -9 of the server: clear 503s meanwhile, then normal service without a restart of the hub', async () => {
    let over = false;
    const clients = Array.from({ length: CLIENTS }, () => client(() => over));
    await sleep(300);
    await server.kill();
    await sleep(700);
    const start = performance.now();
    check([{ answer: await read() }]);
    // A client is told at once, not when some time is over.
    expect(performance.now() - start).toBeLessThan(1_500);
    expect((await fetch(new URL('/livez', hub.url))).status).toBe(200);
    expect((await fetch(new URL('/readyz', hub.url))).status).toBe(503);
    await server.startAgain();
    await untilServed();
    expect((await fetch(new URL('/readyz', hub.url))).status).toBe(200);
    over = true;
    const answers = (await Promise.all(clients)).flat();
    check(answers);
    expect(answers.filter(({ answer }) => answer.status === 503).length).toBeGreaterThan(CLIENTS);
    await expectKept(answers);
  }, 40_000);

  /** Whatever was answered with 200 is there; what was answered with 503 may be repeated and is there then. */
  async function expectKept(answers: readonly { answer: WireAnswer; fileNumber?: string }[]): Promise<void> {
    for (const { answer, fileNumber } of answers) {
      if (fileNumber === undefined) continue;
      if (answer.status === 503) {
        expect([[], ['ALREADY_EXISTS']]).toContainEqual((await write(fileNumber)).codes);
      }
    }
    const known = answers.flatMap(({ answer, fileNumber }) =>
      answer.status === 200 && fileNumber ? [fileNumber] : [],
    );
    const search = 'query ($n: String!) { searchPersons(by: { fileNumber: $n }) { file { fileNumber } } }';
    for (const fileNumber of known.slice(-20)) {
      const { data } = await hub.ask(staff('city'), null, search, { n: fileNumber });
      expect(data).toEqual({ searchPersons: [{ file: { fileNumber } }] });
    }
  }
});

async function backendOfHub(ownerUrl: string): Promise<number> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'geleit' and backend_type = 'client backend' limit 1`,
  );
  await client.end();
  return rows[0]!.pid;
}
