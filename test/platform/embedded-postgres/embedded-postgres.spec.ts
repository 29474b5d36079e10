import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { transformFile } from '@swc/core';
import { Client } from 'pg';
import { projectRoot } from '../../../src/platform/config/project-root';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../src/platform/embedded-postgres/embedded-postgres';
import { isAlive, readPostmaster } from '../../../src/platform/embedded-postgres/postmaster';

const SOURCES = join(projectRoot(), 'src/platform/embedded-postgres');

jest.setTimeout(60_000);

const settings = { fsync: 'off' };

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<{ value: T }>(sql)).rows.map(({ value }) => value);
  } finally {
    await client.end();
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    if (await condition()) return;
    await sleep(50);
  }
  throw new Error('It did not happen within ten seconds.');
}

describe('The embedded PostgreSQL', () => {
  let base: string;
  let dataDir: string;
  let compiled: string;
  const running: EmbeddedPostgres[] = [];
  const hubs: ChildProcess[] = [];

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'geleit-postgres-'));
    // mkdtemp closes the directory to all others, but as root the server runs under another account.
    await chmod(base, 0o711);
    dataDir = join(base, 'data');
    compiled = join(projectRoot(), 'node_modules', '.cache', `geleit-spec-${process.pid}`);
  });
  afterEach(async () => {
    for (const hub of hubs.splice(0)) hub.kill('SIGKILL');
    for (const postgres of running.splice(0)) await postgres.stop();
  });
  afterAll(async () => {
    await rm(base, { recursive: true, force: true });
    await rm(compiled, { recursive: true, force: true });
  });

  async function start(directory = dataDir): Promise<EmbeddedPostgres> {
    const postgres = await startEmbeddedPostgres({ dataDir: directory, settings });
    running.push(postgres);
    return postgres;
  }
  async function serverOf({ directory }: EmbeddedPostgres): Promise<number> {
    return (await readPostmaster(join(directory, 'cluster', 'data')))?.pid ?? 0;
  }

  /** A hub in a process of its own, so that it can be killed. */
  async function startHub(): Promise<{ hub: ChildProcess; url: string }> {
    await mkdir(compiled, { recursive: true });
    for (const name of await readdir(SOURCES)) {
      if (name.endsWith('.spec.ts')) continue;
      const { code } = await transformFile(join(SOURCES, name), { configFile: join(projectRoot(), '.swcrc') });
      await writeFile(join(compiled, name.replace(/ts$/, 'js')), code);
    }
    const script = `
      require(${JSON.stringify(join(compiled, 'embedded-postgres.js'))})
        .startEmbeddedPostgres(${JSON.stringify({ dataDir, settings })})
        .then(({ ownerUrl }) => { console.log(ownerUrl); setInterval(() => {}, 1000); });`;
    const hub = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'], cwd: '/' });
    hubs.push(hub);
    const url = await new Promise<string>((resolve) => hub.stdout.once('data', (text) => resolve(String(text).trim())));
    return { hub, url };
  }

  it('starts, keeps what was written, and starts again', async () => {
    const first = await start();
    expect(first.reused).toBe(false);
    await ask(first.ownerUrl, "CREATE TABLE kept AS SELECT 'ä' AS value");
    const pid = await serverOf(first);
    await first.stop();
    // The server removes its pid file as the last thing it does; on a busy machine its process is seen a moment longer.
    for (let tries = 0; tries < 50 && isAlive(pid); tries += 1) await sleep(20);
    expect(isAlive(pid)).toBe(false);
    const second = await start();
    expect(await ask(second.ownerUrl, 'SELECT value FROM kept')).toEqual(['ä']);
  });

  it('gives its owner no more power than the owner of a hosted database has', async () => {
    const { ownerUrl } = await start();
    const sql = 'SELECT rolsuper OR rolbypassrls AS value FROM pg_roles WHERE rolname = current_user';
    expect(await ask(ownerUrl, sql)).toEqual([false]);
    expect(await ask(ownerUrl, "SELECT current_setting('jit') AS value")).toEqual(['off']);
    expect(await ask(ownerUrl, "SELECT current_setting('fsync') AS value")).toEqual(['off']);
  });

  it('listens only on the loopback address, and asks for a password', async () => {
    const { ownerUrl } = await start();
    const url = new URL(ownerUrl);
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) {
      const socket = connect(Number(url.port), address);
      await expect(
        new Promise((resolve) =>
          socket.once('connect', resolve).once('error', (error: NodeJS.ErrnoException) => resolve(error.code)),
        ),
      ).resolves.toBe('ECONNREFUSED');
    }
    url.password = 'wrong';
    await expect(ask(url.toString(), 'SELECT 1 AS value')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps its passwords to its user', async () => {
    const { directory, ownerUrl } = await start();
    const file = join(directory, 'cluster', 'credentials.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(directory, 'cluster', 'data'))).mode & 0o777).toBe(0o700);
    expect(await readFile(join(directory, 'postgres.log'), 'utf8')).not.toContain(new URL(ownerUrl).password);
  });

  it('writes no value of a row to its log', async () => {
    const { directory, ownerUrl } = await start();
    await ask(ownerUrl, 'CREATE TABLE person (name text PRIMARY KEY)');
    await ask(ownerUrl, "INSERT INTO person VALUES ('Amira')");
    await expect(ask(ownerUrl, "INSERT INTO person VALUES ('Amira')")).rejects.toMatchObject({ code: '23505' });
    await expect(ask(ownerUrl, "SELECT 'Amira'::int")).rejects.toMatchObject({ code: '22P02' });
    expect(await readFile(join(directory, 'postgres.log'), 'utf8')).not.toContain('Amira');
  });

  it('is shared by a second hub, which does not stop what it did not start', async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ reused: true, ownerUrl: first.ownerUrl });
    await second.stop();
    expect(await ask(first.ownerUrl, 'SELECT 1 AS value')).toEqual([1]);
  });

  it('is set up once by hubs that start at the same moment', async () => {
    const fresh = join(dataDir, '..', 'fresh');
    const all = await Promise.all([start(fresh), start(fresh), start(fresh)]);
    expect(new Set(all.map(({ ownerUrl }) => ownerUrl)).size).toBe(1);
    expect(all.filter(({ reused }) => !reused)).toHaveLength(1);
    expect((await readdir(all[0].directory)).filter((name) => name.includes('part-'))).toEqual([]);
  });

  it('ends with its hub, even if that is killed, and loses nothing that was committed', async () => {
    const { hub, url } = await startHub();
    await ask(url, 'CREATE TABLE killed AS SELECT 7 AS value');
    hub.kill('SIGKILL');
    await until(async () => (await readPostmaster(join(dataDir, 'postgres', 'cluster', 'data'))) === undefined);
    const next = await start();
    expect(next.reused).toBe(false);
    expect(await ask(next.ownerUrl, 'SELECT value FROM killed')).toEqual([7]);
  });

  it('is taken over by the next hub if it was orphaned all the same', async () => {
    const { hub } = await startHub();
    const data = join(dataDir, 'postgres', 'cluster', 'data');
    const server = (await readPostmaster(data))?.pid ?? 0;
    const watcher = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
      .split('\n')
      .find((line) => line.includes('dismissed') && line.endsWith(` ${server}`));
    process.kill(Number.parseInt(String(watcher), 10), 'SIGKILL');
    hub.kill('SIGKILL');
    await until(() => hub.exitCode !== null || hub.signalCode !== null);
    expect(isAlive(server)).toBe(true);
    const next = await start();
    expect(next.reused).toBe(true);
    await next.stop();
    expect(await readPostmaster(data)).toBeUndefined();
  });

  it('starts after it was killed itself, and after another process has got its number', async () => {
    const first = await start();
    const data = join(first.directory, 'cluster', 'data');
    process.kill(await serverOf(first), 'SIGKILL');
    const second = await start();
    expect(second.reused).toBe(false);
    const lock = await readFile(join(data, 'postmaster.pid'), 'utf8');
    await second.stop();
    await writeFile(join(data, 'postmaster.pid'), lock.replace(/^\d+/, String(process.pid)));
    expect((await start()).reused).toBe(false);
  });
});
