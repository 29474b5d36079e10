import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../../src/hub/migrate';
import { appRoleUrl } from '../../src/platform/app-role';
import { asAccount, BARE_ENVIRONMENT } from '../../src/platform/embedded-postgres/account';
import { findBinaries } from '../../src/platform/embedded-postgres/binaries';
import { dataOf } from '../../src/platform/embedded-postgres/cluster';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres';
import { choosePlace } from '../../src/platform/embedded-postgres/place';
import { isAlive, readPostmaster } from '../../src/platform/embedded-postgres/postmaster';
import type { Settings } from '../../src/platform/embedded-postgres/server';
import { Database } from '../../src/platform/postgres/database';
import type { TestDatabase } from '../kit/database';
import { person, type TestPerson } from '../kit/people';
import { rheinePolicy } from '../kit/policy';

/** A migrated PostgreSQL that a test may kill: nobody else uses it. */
export interface OwnServer {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** The process number of the postmaster. */
  pid(): Promise<number>;
  /** Kills the postmaster as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same files and the same port. */
  startAgain(): Promise<void>;
  remove(): Promise<void>;
}

/** @param settings of PostgreSQL, beside its own */
export async function startOwnServer(settings: Settings = {}): Promise<OwnServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'geleit-own-'));
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, settings });
  const { ownerUrl } = postgres;
  await migrate({ ownerUrl, policy: rheinePolicy(), managesAppRole: true });
  const place = await choosePlace(dataDir, () => undefined);
  const data = dataOf(place);
  const pid = async (): Promise<number> => (await readPostmaster(data))!.pid;
  const hasEnded = async (killed: number): Promise<void> => {
    while (isAlive(killed)) await sleep(20);
  };
  return {
    ownerUrl,
    appUrl: appRoleUrl(ownerUrl),
    pid,
    async kill() {
      const killed = await pid();
      process.kill(killed, 'SIGKILL');
      await hasEnded(killed);
    },
    async startAgain() {
      const { postgres: program } = await findBinaries(place);
      const own = { listen_addresses: '127.0.0.1', port: new URL(ownerUrl).port, unix_socket_directories: '' };
      const args = Object.entries({ ...settings, ...own }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
      // The processes of the killed server end by themselves; until then the data directory is taken.
      for (let attempt = 0; attempt < 100; attempt += 1) {
        const child = spawn(program, ['-D', data, ...args], {
          ...asAccount(place.account),
          cwd: data,
          env: BARE_ENVIRONMENT,
          stdio: 'ignore',
        });
        const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
        while (child.exitCode === null) {
          const running = await readPostmaster(data).catch(() => undefined);
          if (running?.pid === child.pid && running?.status === 'ready') return child.unref();
          await Promise.race([ended, sleep(20)]);
        }
        await sleep(100);
      }
      throw new Error(await readFile(join(place.directory, 'postgres.log'), 'utf8'));
    },
    async remove() {
      const last = await readPostmaster(data);
      await postgres.stop();
      if (last && isAlive(last.pid)) {
        process.kill(last.pid, 'SIGQUIT');
        await hasEnded(last.pid);
      }
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A person of whom the city has everything, on such a server. */
export async function personOn({ appUrl, ownerUrl }: OwnServer): Promise<TestPerson> {
  const database = new Database({ url: appUrl, poolSize: 1 });
  const made = person({ database, ownerUrl } as TestDatabase)
    .withEverything('city')
    .create();
  return made.finally(() => database.close());
}
