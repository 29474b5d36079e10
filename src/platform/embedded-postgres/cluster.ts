import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asAccount, BARE_ENVIRONMENT } from './account';
import type { Binaries } from './binaries';
import { createAtOnce, exists } from './files';
import type { Place } from './place';

/** A data directory of PostgreSQL with the passwords that belong to it. */
export interface Cluster {
  /** What PostgreSQL is started with (`-D`). */
  readonly data: string;
  readonly credentials: Credentials;
}

interface Credentials {
  readonly superuser: string;
  readonly owner: string;
}

/** The directory that PostgreSQL is started with, whether or not it exists yet. */
export function dataOf(place: Place): string {
  return join(place.directory, 'cluster', 'data');
}

/** Opens the cluster of the place; creates it with new random passwords at the first start (about one second). */
export async function openCluster(place: Place, findBinaries: () => Promise<Binaries>): Promise<Cluster> {
  const directory = join(place.directory, 'cluster');
  const file = join(directory, 'credentials.json');
  if (!(await exists(file))) {
    const { initdb } = await findBinaries();
    await createAtOnce(directory, (part) => initialise(part, initdb, place));
  }
  const credentials = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(
      `${file} cannot be read. The database was created by another user of this machine, or is damaged. ` +
        `Remove ${place.directory}, or set GELEIT_DATA_DIR to another directory.`,
      { cause },
    );
  });
  return { data: dataOf(place), credentials: JSON.parse(credentials) as Credentials };
}

async function initialise(part: string, initdb: string, { account }: Place): Promise<void> {
  const credentials: Credentials = { superuser: newPassword(), owner: newPassword() };
  await writeFile(join(part, 'credentials.json'), JSON.stringify(credentials), { mode: 0o600, flag: 'wx' });
  const passwordFile = join(part, 'password');
  await writeFile(passwordFile, credentials.superuser, { mode: 0o600, flag: 'wx' });
  await mkdir(join(part, 'data'), { mode: 0o700 });
  if (account) {
    // The account owns nothing but the data itself, and reads the password of its own superuser once.
    await chmod(part, 0o711);
    await chown(join(part, 'data'), account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  await run(
    initdb,
    [
      `--pgdata=${join(part, 'data')}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same on every machine, whatever locales are installed.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ],
    join(part, 'data'),
    account,
  );
  await rm(passwordFile);
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

async function run(command: string, args: string[], cwd: string, account: Place['account']): Promise<void> {
  const child = spawn(command, args, {
    ...asAccount(account),
    cwd,
    env: BARE_ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The database could not be created (initdb):\n${output.trim()}`)),
    );
  });
}
