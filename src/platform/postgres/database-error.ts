import { GeleitError, noSuchPerson } from '../errors';
import { SecondLockError } from './safe-role';

/**
 * Translates a PostgreSQL error into one that a client may see. Unique and foreign key errors are existence oracles and
 * their `detail` holds values, so nothing of the original message passes; the stores turn the codes that they expect
 * into their own errors before.
 */
export function databaseError(error: unknown): unknown {
  if (error instanceof GeleitError || error instanceof SecondLockError) return error;
  const { code, message, table, constraint, routine, syscall } = (error ?? {}) as Record<string, unknown>;
  const logFailed = /access_entry|access log/.test(`${String(table)} ${String(message)}`);
  // A file that the address names for TLS, which no waiting brings.
  if (syscall === 'open') return error;
  if (isUnavailable(error)) return unavailable();
  if (typeof code === 'string') {
    if (logFailed) return logUnavailable();
    if (code === '23505') return new GeleitError('ALREADY_EXISTS', 'A record with this number exists already.');
    // A person that does not exist and one that the institution has nothing to do with must look the same.
    const isPerson = code === '23503' && String(constraint).endsWith('_person_fk');
    if (isPerson || (code === '42501' && routine === ROW_CHECK)) {
      return noSuchPerson();
    }
    if (code === '23503') return new GeleitError('NOT_FOUND', 'A record that the input refers to does not exist.');
    if (code === '23514' && /_in_(order|past)$/.test(String(constraint))) return dayOutOfOrder();
    if (UNFIT_VALUES.includes(code)) return unfitValue();
  }
  return logFailed ? logUnavailable() : error;
}

/**
 * Where PostgreSQL refuses a row by row level security. The code 42501 alone is also that of a missing privilege, which
 * is a fault of the installation and no answer to a client; messages come in the language of the server.
 */
const ROW_CHECK = 'ExecWithCheckOptions';

/** A character that text cannot hold (NUL), a day that is none, a number or text that is too large. */
const UNFIT_VALUES = ['22021', '22007', '22008', '22003', '22001'];

/** The one day of a period is given, and the record has the other. */
const dayOutOfOrder = () =>
  new GeleitError('INVALID_INPUT', 'A day is out of order with another one of the record, or lies in the future.', {
    problems: [{ path: 'input', code: 'PERIOD_REVERSED', message: 'must not end before it begins' }],
  });

const unfitValue = () =>
  new GeleitError('INVALID_INPUT', 'A value of the input cannot be stored or compared.', {
    problems: [{ path: 'input', code: 'BAD_FORMAT', message: 'must not hold control characters or impossible dates' }],
  });

/** Messages of `pg` itself, which have no code: there is no connection, or none in time, or no answer on it. */
const NO_ANSWER =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (has encountered|was closed)|Cannot use a pool after/;

/** Two transactions were in each other's way (deadlock, serialization): PostgreSQL undid one, which may be run again as it is. */
export function isConflict(error: unknown): boolean {
  return ['40001', '40P01'].includes(String((error as { code?: unknown } | null)?.code));
}

/**
 * The session goes on but is of no use: its server only reads (25006), as a primary does that was replaced, or it has ended
 * a transaction that took too long (25P03, 25P04).
 */
export function isUseless(code: string): boolean {
  return ['25006', '25P03', '25P04'].includes(code);
}

/**
 * Whether it is not the statement's fault: the database is not reachable, has no room or no time for it, or others were in its
 * way. The same may go well later.
 */
export function isUnavailable(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code !== 'string') return NO_ANSWER.test(String(message));
  return UNREACHABLE.includes(code) || /^(08|40|53|57P)/.test(code) || isUseless(code) || TOO_LONG.includes(code);
}

/** What the system says of a host, a network or a socket. */
const UNREACHABLE = [
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENOENT'],
];

/** PostgreSQL has waited for a lock, or worked on a statement, for as long as it may. */
const TOO_LONG = ['55P03', '57014'];

export const unavailable = (): GeleitError =>
  new GeleitError('UNAVAILABLE', 'The database is not reachable at the moment.');

const logUnavailable = () =>
  new GeleitError('ACCESS_LOG_UNAVAILABLE', 'The access log could not be written, so no data is returned.');
