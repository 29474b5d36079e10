import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Account, findAccount, succeeds } from './account';

/** Where the embedded PostgreSQL lives, and the account it runs under. */
export interface Place {
  readonly directory: string;
  readonly account: Account | undefined;
}

/**
 * Finds a directory that the account of PostgreSQL can reach: `<dataDir>/postgres`, or, where root has cloned the
 * project into a directory that nobody else may enter (such as /root), a directory outside it, always the same one.
 */
export async function choosePlace(dataDir: string, notice: (message: string) => void): Promise<Place> {
  const account = await findAccount();
  const beside = join(dataDir, 'postgres');
  if (!account) {
    await mkdir(beside, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
      throw new Error(`${beside} cannot be created. Set GELEIT_DATA_DIR to a directory that you can write to.`, {
        cause,
      });
    });
    return { directory: beside, account };
  }
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  for (const directory of [beside, join('/var/lib/geleit', hash), join(tmpdir(), `geleit-${hash}`)]) {
    if (!(await prepare(directory, account))) continue;
    if (directory !== beside) {
      notice(`${dataDir} is closed to the account "${account.name}". The database lies in ${directory} instead.`);
    }
    return { directory, account };
  }
  throw new Error(
    `The account "${account.name}" can reach neither ${dataDir} nor /var/lib/geleit nor ${tmpdir()}. ` +
      'Set GELEIT_DATA_DIR to a directory that it can enter, or DATABASE_URL to a PostgreSQL of your own.',
  );
}

/**
 * Makes the directory one that the account may pass through, but not write to: root writes files there, and must not be
 * led astray by links. Then tries whether the account gets through to it.
 */
async function prepare(directory: string, account: Account): Promise<boolean> {
  try {
    await makePassable(directory);
    // Below a directory for everybody, such as /tmp, somebody else may have put a link or a directory of that name.
    const found = await lstat(directory);
    if (!found.isDirectory() || found.uid !== 0) return false;
    await chmod(directory, 0o711);
  } catch {
    return false;
  }
  return succeeds('/bin/sh', ['-c', 'cd "$0"', directory], account);
}

/** Also under a strict umask, and only what is not there yet. */
async function makePassable(directory: string): Promise<void> {
  const first = await mkdir(directory, { recursive: true });
  if (first === undefined) return;
  for (let path = directory; path.length >= first.length; path = dirname(path)) await chmod(path, 0o711);
}
