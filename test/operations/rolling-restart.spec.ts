import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { person, type TestPerson } from '../kit/people';
import { startBalancer, type Balancer } from './balancer';
import { startHubProcess, type HubProcess } from './hub-process';
import { post } from './running-hub';

const CLIENTS = 8;
const READ = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';
const NEWER = "insert into geleit_migration (timestamp, name) values (9999, 'Newer0000000009999')";

/** Whoever waits for the next request of a person pauses in between. */
const BETWEEN = 20;

describe('two replicas behind a load balancer, restarted one after the other', () => {
  const database = useDatabase();
  const running: HubProcess[] = [];
  let balancer: Balancer;
  let known: TestPerson;
  let dataDir: string;

  const start = async (): Promise<HubProcess> => {
    const hub = await startHubProcess(database, {
      LOG_LEVEL: 'silent',
      GELEIT_DATA_DIR: dataDir,
      POOL_SIZE: '5',
      SHUTDOWN_DRAIN_SECONDS: '2',
      SHUTDOWN_GRACE_SECONDS: '8',
    });
    running.push(hub);
    await balancer.add(hub.url);
    return hub;
  };
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'geleit-rolling-'));
    balancer = await startBalancer();
    known = await person(database)
      .with('Identity', { by: 'city', values: { familyName: 'Beispiel' } })
      .create();
  });
  afterAll(async () => {
    await Promise.all(running.map((hub) => hub.end('SIGTERM')));
    await balancer.remove();
    await rm(dataDir, { recursive: true });
  });

  it('lose no request, also of clients that keep their connection, and beside a database that is a version ahead', async () => {
    const [first, second] = [await start(), await start()];
    const token = await first.tokenOf('city-counsellor');
    await second.ask('city-counsellor', null, READ, { id: known.id });
    const failures: string[] = [];
    let answered = 0;
    let isOver = false;
    const client = async (): Promise<void> => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (!isOver) {
        await post<{ person: { identity: { familyName: string } } }>(balancer.url, agent, token, null, {
          query: READ,
          variables: { id: known.id },
        }).then(
          ({ status, data, codes }) =>
            data?.person.identity.familyName === 'Beispiel'
              ? (answered += 1)
              : failures.push(`${status} ${codes.join()}`),
          (error: Error) => failures.push(error.message),
        );
        await sleep(BETWEEN);
      }
      agent.destroy();
    };
    const load = Array.from({ length: CLIENTS }, client);
    await database.asOwner(NEWER);
    for (const old of [first, second]) {
      await start();
      const begin = performance.now();
      expect(await old.end('SIGTERM')).toBe(0);
      expect(performance.now() - begin).toBeLessThan(9_000);
    }
    isOver = true;
    await Promise.all(load);
    expect({ failures, refused: balancer.refused() }).toEqual({ failures: [], refused: 0 });
    expect(answered).toBeGreaterThan(10 * CLIENTS);
  }, 120_000);
});
