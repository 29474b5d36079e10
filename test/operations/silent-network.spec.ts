import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImportDatabase } from '../../src/import/import-database';
import { useDatabase } from '../kit/database';
import { staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startHubProcess } from './hub-process';
import { startTestHub, type RunningTestHub } from './running-hub';
import { startSilentNetwork, type SilentNetwork } from './silent-network';

const READ = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';
const POOL = 4;

/** Milliseconds that some work took, and what came of it. */
async function timed<Result>(work: Promise<Result>): Promise<readonly [Result, number]> {
  const begin = performance.now();
  return [await work, performance.now() - begin];
}

describe('a network to the database that goes silent', () => {
  const database = useDatabase();
  let network: SilentNetwork;
  let known: TestPerson;

  beforeAll(async () => {
    network = await startSilentNetwork(database.ownerUrl);
    known = await person(database).with('Identity', { by: 'city' }).create();
  });
  afterAll(() => network.remove());

  describe('under a hub', () => {
    let hub: RunningTestHub;
    const read = () => hub.ask(staff('city'), null, READ, { id: known.id });

    beforeAll(async () => {
      hub = await startTestHub({ appUrl: network.through(database.appUrl), poolSize: POOL });
    });

    it('is told as 503 within seconds, and the next requests find their way without a restart', async () => {
      await Promise.all(Array.from({ length: 2 * POOL }, read));
      network.silence();
      const [answers, took] = await timed(Promise.all(Array.from({ length: POOL }, read)));
      // A connection that the hub makes in time is one of the new ones already.
      for (const { status, codes } of answers)
        expect(['503 UNAVAILABLE', '200 ']).toContain(`${status} ${codes.join()}`);
      expect(answers.map(({ status }) => status)).toContain(503);
      expect(took).toBeLessThan(18_000);
      const [again, quick] = await timed(Promise.all(Array.from({ length: 2 * POOL }, read)));
      expect(new Set(again.map(({ status }) => status))).toEqual(new Set([200]));
      expect(quick).toBeLessThan(3_000);
    }, 40_000);

    it('does not keep a hub from stopping, with requests that wait and with none', async () => {
      await Promise.all(Array.from({ length: POOL }, read));
      network.silence();
      network.silenceNew(true);
      const waiting = Array.from({ length: 2 * POOL }, () => read().catch(() => undefined));
      await new Promise((resolve) => setTimeout(resolve, 200));
      const [, took] = await timed(hub.stop());
      network.silenceNew(false);
      // Five of its grace, three for what it does besides, two for its connections.
      expect(took).toBeLessThan(11_500);
      await Promise.all(waiting);
    }, 30_000);
  });

  it('does not keep the process: SIGTERM ends it a few seconds after its grace', async () => {
    const hub = await startHubProcess(
      { ...database, ownerUrl: network.through(database.ownerUrl) },
      { LOG_LEVEL: 'silent', SHUTDOWN_GRACE_SECONDS: '1' },
    );
    const ask = () => hub.ask('city-counsellor', null, READ, { id: known.id });
    expect((await ask()).status).toBe(200);
    network.silence();
    network.silenceNew(true);
    const waiting = ask().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [code, took] = await timed(hub.end('SIGTERM'));
    network.silenceNew(false);
    expect(code).toBe(0);
    expect(took).toBeLessThan(9_000);
    await waiting;
  }, 60_000);

  it.each([false, true])('ends an import, which says that the database was lost (dry run: %s)', async (isDryRun) => {
    const settings = { institution: 'city', role: 'service', purpose: null, person: null, actor: 'kit', request: '-' };
    const own = await ImportDatabase.connect(network.through(database.appUrl), isDryRun, 1_000);
    const work = own.alone(`persons ${isDryRun}`, () =>
      own.transaction(settings, async (client) => {
        network.silence();
        await client.query('select 1');
      }),
    );
    const lost = expect(work).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    const [, took] = await timed(lost.then(() => own.close()));
    expect(took).toBeLessThan(3_000);
  });
});
