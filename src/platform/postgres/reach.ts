import { Client } from 'pg';
import { GeleitError } from '../errors';
import { CONNECTING, endConnection } from './connection';

/** How a command opens PostgreSQL. */
export interface Way {
  readonly url: string;
  /** The variable that the operator corrects. */
  readonly variable: 'DATABASE_URL' | 'APP_DATABASE_URL';
  /** The role and its password follow from those of the owner, so that `migrate` makes them. */
  readonly isDerived?: boolean;
}

/** Of the network below `pg`. Files have others, and errors of files are none of the way. */
const NETWORK = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
];

/** Codes of what keeps a command from its database. They are stable. */
export type ReachCode =
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_HOST_UNKNOWN'
  | 'DATABASE_TLS_REFUSED'
  | 'DATABASE_LOGIN_REFUSED'
  | 'DATABASE_ROLE_MISSING'
  | 'DATABASE_MISSING'
  | 'DATABASE_PERMISSION_DENIED'
  | 'DATABASE_FULL';

/** A command cannot work on its database. The message is for the operator: address, role and name, no password and no value. */
export class ReachError extends Error {
  constructor(
    readonly code: ReachCode,
    problem: string,
    remedy: string,
  ) {
    super(`${problem} ${remedy} (${code})`);
    this.name = 'ReachError';
  }
}

/**
 * Opens a connection for a command.
 * @throws ReachError; what `pg` throws where it is none of the known faults
 */
export async function openWay(way: Way): Promise<Client> {
  let client: Client | undefined;
  try {
    client = new Client({ connectionString: way.url, ...CONNECTING });
    // Whoever uses it learns of its end from the statement that fails.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  } catch (error) {
    if (client) await endConnection(client);
    throw reachError(error, way) ?? error;
  }
}

/** What an error says about the way to PostgreSQL, in words for the operator; undefined where it says something else. */
export function reachError(error: unknown, way: Way): ReachError | undefined {
  const { code, message, syscall } = firstOf(error);
  const { address, user, database } = named(way);
  const by = way.variable;
  if (code === 'ENOENT' && syscall === 'open') {
    return new ReachError(
      'DATABASE_TLS_REFUSED',
      `A file that ${by} names for TLS cannot be read.`,
      'Correct its path.',
    );
  }
  if (/^(ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/.test(code)) {
    return new ReachError(
      'DATABASE_HOST_UNKNOWN',
      `There is no host of the name in ${address}.`,
      `Correct it in ${by}.`,
    );
  }
  if (
    /does not support SSL|SSL connection/i.test(message) ||
    /^(ERR_(TLS|SSL)_|EPROTO$|.*(CERT|SIGNATURE))/.test(code)
  ) {
    return new ReachError(
      'DATABASE_TLS_REFUSED',
      `PostgreSQL at ${address} and the hub do not agree on TLS: it offers none, or a certificate that is not trusted.`,
      `Set up TLS there, name its authority in ${by} (sslrootcert=<file>), or, on one machine only, say sslmode=disable.`,
    );
  }
  if (code === '28P01' || code === '28000') {
    return new ReachError(
      'DATABASE_LOGIN_REFUSED',
      `PostgreSQL at ${address} does not let the role ${user} in: there is none, its password is another, or pg_hba.conf keeps it out (also without TLS).`,
      way.isDerived
        ? 'Run "geleit migrate", which makes this role and its password, or set APP_DATABASE_URL.'
        : `Correct role and password in ${by}, or let it in.`,
    );
  }
  if (code === '3D000') {
    return new ReachError(
      'DATABASE_MISSING',
      `PostgreSQL at ${address} has no database ${database}.`,
      `Create it (CREATE DATABASE ... OWNER ...), or correct its name in ${by}.`,
    );
  }
  if (code === '42501') {
    return new ReachError(
      'DATABASE_PERMISSION_DENIED',
      `PostgreSQL denies the role ${user} what this command needs: ${message}.`,
      'Connect as the owner of the database and its tables, grant CONNECT on the database, or run "geleit migrate" as the owner.',
    );
  }
  if (code === '53300') {
    return new ReachError(
      'DATABASE_FULL',
      `PostgreSQL at ${address} has no connection left for the role ${user}.`,
      'Lower POOL_SIZE of the hub processes, or raise max_connections, or the limit of the role or the database.',
    );
  }
  if (isSilent(code, message) || syscall === 'connect') {
    return new ReachError(
      'DATABASE_UNREACHABLE',
      `No PostgreSQL answers at ${address}.`,
      `Start it, wait until it has started, or correct host and port in ${by}.`,
    );
  }
  return undefined;
}

/** The network, or what is there and is not, or not yet, PostgreSQL. */
function isSilent(code: string, message: string): boolean {
  if (NETWORK.includes(code) || /^(08\w{3}|57P0[1-3])$/.test(code)) return true;
  return code === '' && /^(connection terminated|timeout expired|query read timeout|connection timeout)/i.test(message);
}

/** The error itself, or the first of several attempts, such as one for each address of a host. */
function firstOf(error: unknown): { code: string; message: string; syscall: string } {
  const cause = error instanceof GeleitError && error.code === 'UNAVAILABLE' ? { code: '08000' } : error;
  const several = cause instanceof AggregateError ? (cause.errors as unknown[])[0] : undefined;
  const { code, message, syscall } = (several ?? cause ?? {}) as Record<string, unknown>;
  return {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : '',
    syscall: typeof syscall === 'string' ? syscall : '',
  };
}

function named({ url }: Way): { address: string; user: string; database: string } {
  const { hostname, port, username, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  return {
    address: host.startsWith('/') ? host : `${host}:${port === '' ? 5432 : port}`,
    user: decodeURIComponent(username),
    database: decodeURIComponent(pathname.slice(1)),
  };
}
