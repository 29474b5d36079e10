import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Policy } from '../../src/access/policy/policy';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres';
import { dropLeftovers, isPrepared, lockAgain, prepareData } from '../data/prepare';

/** As an operator would set them for this load; durability is PostgreSQL's default: a commit waits for the disk. */
const SETTINGS = { max_connections: 400, shared_buffers: '512MB' };

/** For loading alone: what is lost in a crash is made again. */
const LOADING = {
  ...SETTINGS,
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '8GB',
};

export interface Cluster {
  readonly ownerUrl: string;
  /** The first process of PostgreSQL, under which all others run. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts PostgreSQL for the bench with a prepared database for each number of persons. */
export async function startCluster(
  dataDir: string,
  policy: Policy,
  personCounts: readonly number[],
  say: (line: string) => void,
): Promise<Cluster> {
  const first = await startEmbeddedPostgres({ dataDir, settings: SETTINGS });
  await dropLeftovers(first.ownerUrl);
  const missing: number[] = [];
  for (const persons of personCounts) if (!(await isPrepared(first.ownerUrl, persons))) missing.push(persons);
  for (const persons of personCounts) {
    if (!missing.includes(persons)) await lockAgain(first.ownerUrl, policy, persons);
  }
  if (missing.length === 0) return clusterOf(first);
  await first.stop();
  const loading = await startEmbeddedPostgres({ dataDir, settings: LOADING });
  for (const persons of missing) {
    const started = performance.now();
    await prepareData(loading.ownerUrl, policy, persons);
    say(`made up ${persons} persons in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  await loading.stop();
  return clusterOf(await startEmbeddedPostgres({ dataDir, settings: SETTINGS }));
}

async function clusterOf(postgres: EmbeddedPostgres): Promise<Cluster> {
  const file = await readFile(join(postgres.directory, 'cluster', 'data', 'postmaster.pid'), 'utf8');
  return { ownerUrl: postgres.ownerUrl, pid: Number.parseInt(file, 10), stop: () => postgres.stop() };
}
