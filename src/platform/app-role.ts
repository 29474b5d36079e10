import { createHmac } from 'node:crypto';
import type { Client } from 'pg';
import { OwnerError } from './postgres/owner-error';
import { ReachError } from './postgres/reach';
import { refuseUnsafeRoleNamed } from './postgres/safe-role';
import { scramVerifier } from './scram';

/** The login role of the hub. It owns nothing and cannot pass row level security; migrations grant it what it needs. */
export const APP_ROLE = 'geleit_app';

const ATTEMPTS = 10;
/** Any fixed number; it only has to be the same in every hub. */
const LOCK = 4_736_201_845;

/**
 * The URL the hub works with: the one that is configured, or the owner's with the app role in place of the owner. Its
 * password is derived from the owner's, so that every hub of an installation arrives at the same one without storing it.
 *
 * @throws Error if the owner's URL holds no password to derive from
 */
export function appRoleUrl(ownerUrl: string, config: { readonly appDatabaseUrl?: string } = {}): string {
  if (config.appDatabaseUrl) return config.appDatabaseUrl;
  const password = derivedPassword(ownerUrl);
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = password;
  return url.toString();
}

/**
 * Creates the app role or sets its derived password, then checks that it can pass no lock. Roles belong to the whole
 * server, so hubs of several databases may do this at the same moment.
 */
export async function ensureAppRole(ownerClient: Client, ownerUrl: string): Promise<void> {
  // A verifier instead of the password, so that no statement log of the server holds the password.
  const verifier = ownerClient.escapeLiteral(scramVerifier(derivedPassword(ownerUrl)));
  await ownerClient.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    await retryConflicts(async () => {
      const { rowCount } = await ownerClient.query('SELECT FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
      await ownerClient.query(
        rowCount
          ? `ALTER ROLE ${APP_ROLE} LOGIN NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD ${verifier}`
          : `CREATE ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD ${verifier}`,
      );
    }).catch(explainMissingRight);
  } finally {
    await ownerClient.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
  await checkAppRole(ownerClient);
}

/**
 * Checks the role under which the hub will work; also to be called where an administrator has created it.
 *
 * @throws ReachError if the role is missing; SecondLockError if it could pass row level security
 */
export async function checkAppRole(client: Pick<Client, 'query'>, role: string = APP_ROLE): Promise<void> {
  if (await refuseUnsafeRoleNamed(client, role)) return;
  throw new ReachError(
    'DATABASE_ROLE_MISSING',
    `The database role ${role} does not exist.`,
    'Run "geleit migrate" as the owner first.',
  );
}

function explainMissingRight(error: Error & { code?: string }): never {
  if (error.code !== '42501') throw error;
  throw new OwnerError(
    `The role of DATABASE_URL may not make ${APP_ROLE}, or not set its password where somebody else made it.`,
    `Let an administrator GRANT ${APP_ROLE} TO the role WITH ADMIN TRUE, INHERIT FALSE, SET FALSE, or set APP_DATABASE_URL.`,
  );
}

function derivedPassword(ownerUrl: string): string {
  const key = URL.canParse(ownerUrl) ? decodeURIComponent(new URL(ownerUrl).password) : '';
  if (key === '') {
    throw new Error(
      `DATABASE_URL holds no password from which the one of ${APP_ROLE} could be derived. Create that role yourself ` +
        'and set APP_DATABASE_URL.',
    );
  }
  return createHmac('sha256', key).update(APP_ROLE).digest('base64url');
}

/** An advisory lock holds within one database only; hubs of other databases on the server still change the same row. */
async function retryConflicts(change: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change();
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      const conflict = code === '23505' || code === '42710' || (code === 'XX000' && /concurrently/.test(message));
      if (!conflict || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * attempt * (1 + Math.random())));
    }
  }
}
