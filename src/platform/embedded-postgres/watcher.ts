import { spawn } from 'node:child_process';
import { type Account, asAccount, BARE_ENVIRONMENT } from './account';

/** Waits for the end of our process, at the other end of a pipe, and then asks the server to shut down. */
const SCRIPT = 'read -r word; test "$word" = dismissed || kill -INT "$0"';

/**
 * Makes sure that the server does not outlive this process, even if it is killed: the operating system closes the pipe.
 * @returns a function that ends the watch without touching the server
 */
export function watchOver(serverPid: number, account: Account | undefined): () => void {
  if (process.platform === 'win32') return () => undefined;
  const shell = spawn('/bin/sh', ['-c', SCRIPT, String(serverPid)], {
    ...asAccount(account),
    cwd: '/',
    env: BARE_ENVIRONMENT,
    stdio: ['pipe', 'ignore', 'ignore'],
    // A session of its own, so that Ctrl-C in the terminal reaches only the hub and requests can be finished.
    detached: true,
  });
  // Without a watcher an orphan is still found at the next start.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  (shell.stdin as typeof shell.stdin & { unref?: () => void }).unref?.();
  return () => shell.stdin.end('dismissed\n');
}
