import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Policy } from '../../src/access/policy/policy';
import { migrate } from '../../src/hub/migrate';
import { projectRoot } from '../../src/platform/config/project-root';
import { loadPersons } from './load';

/** Changes whenever migrations, the database's code or the made-up data do, so that no run measures data of an older bench. */
const DATA_VERSION = ((): string => {
  const hash = createHash('sha256');
  const root = projectRoot();
  for (const directory of [join(root, 'migrations'), join(root, 'database'), __dirname]) {
    for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true }).sort(byPath))
      if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)));
  }
  return hash.digest('hex').slice(0, 8);
})();

function byPath(a: Dirent, b: Dirent): number {
  return join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1;
}

/** Names of the database with a number of persons. */
export function databaseName(persons: number): string {
  return `bench_${DATA_VERSION}_${persons}`;
}

export function urlOf(ownerUrl: string, database: string): string {
  const url = new URL(ownerUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

export async function isPrepared(ownerUrl: string, persons: number): Promise<boolean> {
  return asOwner(ownerUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName(persons)]);
    return rowCount === 1;
  });
}

/** Drops what a run or an older bench has left behind. */
export async function dropLeftovers(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname like 'bench\\_%'`,
    );
    const isPrepared = new RegExp(`^bench_${DATA_VERSION}_\\d+$`);
    for (const { name } of rows) {
      if (!isPrepared.test(name)) await client.query(`drop database ${name} with (force)`);
    }
  });
}

/** Makes the database with that many persons; it gets its name only when it is complete. */
export async function prepareData(ownerUrl: string, policy: Policy, persons: number): Promise<void> {
  const name = databaseName(persons);
  const part = `${name}_part`;
  await asOwner(ownerUrl, async (client) => {
    await client.query(`drop database if exists ${part} with (force)`);
    await client.query(`create database ${part}`);
  });
  const partUrl = urlOf(ownerUrl, part);
  await migrate({ ownerUrl: partUrl, policy, managesAppRole: true });
  await loadPersons(partUrl, persons);
  await asOwner(ownerUrl, (client) => client.query(`alter database ${part} rename to ${name}`));
}

/** Puts the locks of the current declarations on a prepared database; they may have changed since it was made. */
export async function lockAgain(ownerUrl: string, policy: Policy, persons: number): Promise<void> {
  await migrate({ ownerUrl: urlOf(ownerUrl, databaseName(persons)), policy, managesAppRole: true });
}

/** A copy of the prepared database that a run may write to. Fast below some 100,000 persons. */
export async function copyData(ownerUrl: string, persons: number, suffix: string): Promise<string> {
  const copy = `${databaseName(persons)}_${suffix}`;
  await asOwner(ownerUrl, async (client) => {
    await client.query(`drop database if exists ${copy} with (force)`);
    await client.query(`create database ${copy} template ${databaseName(persons)} strategy file_copy`);
  });
  return urlOf(ownerUrl, copy);
}

async function asOwner<Result>(ownerUrl: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
