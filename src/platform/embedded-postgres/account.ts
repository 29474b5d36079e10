import { execFile, spawn } from 'node:child_process';

/** The operating system account that PostgreSQL runs under. Undefined means: the account of this process. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const UNPRIVILEGED_ACCOUNTS = ['postgres', '_postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so root lends it an unprivileged account that exists already. No account is
 * created: `npm start` must not change the machine.
 *
 * @returns undefined for an ordinary user
 */
export async function findAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of UNPRIVILEGED_ACCOUNTS) {
    const uid = await numericId('-u', name);
    const gid = await numericId('-g', name);
    if (uid && gid) return { name, uid, gid };
  }
  throw new Error(
    'The embedded PostgreSQL cannot run as root, and there is no account "postgres" or "nobody" to run it under. ' +
      'Start Geleit as an ordinary user, add such an account, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** Tries a command under the account. @returns true if it could be started and ended with 0 */
export async function succeeds(
  command: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...asAccount(account), cwd: '/', env: BARE_ENVIRONMENT, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** Spawn options that switch to the account. */
export function asAccount(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** PostgreSQL must not see the PG* variables, the locale or the secrets of the caller's environment. */
export const BARE_ENVIRONMENT: Readonly<Record<string, string>> = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' };

async function numericId(flag: '-u' | '-g', name: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    execFile('id', [flag, name], (error, stdout) => resolve(error ? undefined : Number.parseInt(stdout, 10)));
  });
}
