import { spawn } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asAccount, BARE_ENVIRONMENT } from './account';
import type { Binaries } from './binaries';
import type { Place } from './place';
import { isAlive, isServerOf, type Postmaster, readPostmaster } from './postmaster';

/** Settings of PostgreSQL by their names in postgresql.conf. */
export type Settings = Readonly<Record<string, string | number>>;

const DEFAULT_SETTINGS: Settings = {
  // Compiling a statement costs more than it saves for pages of this size (1,000 rows: 46 ms with it, 22 ms without).
  jit: 'off',
  // What is asked for lies in memory or on a disk without a head to move: reading here and there costs little more.
  random_page_cost: 1.1,
  max_connections: 100,
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Messages of level ERROR repeat values of the rows concerned, and those are personal data.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** Not for the caller to change: the server is only for this machine. */
const FIXED_SETTINGS: Settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '' };

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;

/**
 * Looks for a server that runs on this data directory already, and waits for one that is starting or stopping.
 * A lock file that a crash has left behind is removed, if its number belongs to some other process now.
 *
 * @returns undefined if there is none
 */
export async function findRunning(data: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const found = await readPostmaster(data);
    if (!found) return undefined;
    if (!(await isServerOf(data, found.pid))) {
      // PostgreSQL itself removes the file of a process that is gone, but cannot tell another process from a server.
      if (isAlive(found.pid)) await rm(join(data, 'postmaster.pid'), { force: true });
      return undefined;
    }
    if (found.status === 'ready' && found.port > 0) return found;
    if (Date.now() > deadline) {
      throw new Error(`The server with the process number ${found.pid} on ${data} is neither ready nor gone. End it.`);
    }
    await sleep(50);
  }
}

/** Starts the server on a free port of the loopback address and waits until it takes connections. */
export async function launch(data: string, place: Place, binaries: Binaries, settings: Settings): Promise<Postmaster> {
  const port = await freePort();
  const logFile = join(place.directory, 'postgres.log');
  const log = await open(logFile, 'w', 0o600);
  const all = { ...DEFAULT_SETTINGS, ...settings, ...FIXED_SETTINGS, port };
  const child = spawn(
    binaries.postgres,
    ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...asAccount(place.account),
      cwd: data,
      env: BARE_ENVIRONMENT,
      stdio: ['ignore', log.fd, log.fd],
      // Ctrl-C in the terminal must not reach the server before the hub has finished its requests.
      detached: true,
    },
  );
  let ended = false;
  child.once('error', () => (ended = true));
  child.once('exit', () => (ended = true));
  child.unref();
  await log.close();
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!ended && Date.now() < deadline) {
    const found = await readPostmaster(data);
    if (found?.pid === child.pid && found?.status === 'ready') return found;
    await sleep(10);
  }
  child.kill('SIGQUIT');
  const text = await readFile(logFile, 'utf8');
  throw new Error(`The embedded PostgreSQL did not start:\n${text.trim().split('\n').slice(-8).join('\n')}`);
}

/** Shuts the server down in fast mode: open transactions are rolled back, everything committed is kept. */
export async function shutDown(data: string, { pid }: Postmaster): Promise<void> {
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  send(pid, 'SIGINT');
  while (isAlive(pid) && (await readPostmaster(data))?.pid === pid) {
    if (Date.now() > deadline) {
      // Immediate mode; the next start recovers from the write-ahead log.
      send(pid, 'SIGQUIT');
      return;
    }
    await sleep(20);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system gave no free port.');
  return address.port;
}
