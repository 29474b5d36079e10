import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './postmaster';

/** @returns true if there is something at the path (the target of a link counts, not the link) */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Creates a directory completely or not at all, also if the process is killed in between or another process does the
 * same at the same moment: then the first one wins and the other's work is thrown away.
 */
export async function createAtOnce(directory: string, fill: (part: string) => Promise<void>): Promise<void> {
  const prefix = `.${basename(directory)}.part-`;
  const parent = dirname(directory);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    // What a process that was killed has left behind.
    const owner = Number.parseInt(name.slice(prefix.length), 10);
    if (!isAlive(owner)) await rm(join(parent, name), { recursive: true, force: true });
  }
  const part = join(parent, `${prefix}${process.pid}-${randomUUID()}`);
  try {
    await mkdir(part, { mode: 0o700 });
    await fill(part);
    await rename(part, directory).catch((error: NodeJS.ErrnoException) => {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code ?? '')) throw error;
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}
