import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './postmaster';

/**
 * Notes which process is answerable for the running server, so that a server whose hub has been killed is told apart
 * from one that another hub still uses.
 */
export async function claimServer(directory: string, serverPid: number): Promise<void> {
  await writeFile(join(directory, 'starter.json'), JSON.stringify({ server: serverPid, starter: process.pid }), {
    mode: 0o600,
  });
}

/** @returns true if the process that started the server is gone */
export async function isOrphan(directory: string, serverPid: number): Promise<boolean> {
  const text = await readFile(join(directory, 'starter.json'), 'utf8').catch(() => '{}');
  const { server, starter } = JSON.parse(text) as { server?: number; starter?: number };
  // Without a valid note nobody knows: leave the server to whoever may use it.
  return server === serverPid && starter !== undefined && !isAlive(starter);
}
