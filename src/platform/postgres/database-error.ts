import { GeleitError } from '../errors';

/**
 * Translates a PostgreSQL error into one that a client may see. Unique and foreign key errors are existence oracles and
 * their `detail` holds values, so nothing of the original message passes; the stores turn the codes that they expect
 * into their own errors before.
 */
export function databaseError(error: unknown): unknown {
  if (error instanceof GeleitError) return error;
  const { code, message, table } = (error ?? {}) as { code?: unknown; message?: unknown; table?: unknown };
  if (typeof code === 'string') {
    if (code === '23505') return new GeleitError('ALREADY_EXISTS', 'A record with this number exists already.');
    // A person that does not exist and one that the institution has nothing to do with must look the same.
    if (code === '23503' || code === '42501') {
      if (typeof table === 'string' && table.startsWith('access_entry')) return logUnavailable();
      return new GeleitError('NO_SUCH_PERSON', 'No such person.');
    }
    if (isUnavailable(code)) return unavailable();
  }
  if (/Connection terminated|timeout exceeded when trying to connect|Client has encountered/.test(String(message))) {
    return unavailable();
  }
  if (/access_entry|access log/.test(String(message))) return logUnavailable();
  return error;
}

function isUnavailable(code: string): boolean {
  const network = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'ENOENT'];
  return network.includes(code) || /^(08|57P|53)/.test(code) || ['55P03', '57014'].includes(code);
}

const unavailable = () => new GeleitError('UNAVAILABLE', 'The database is not reachable at the moment.');

const logUnavailable = () =>
  new GeleitError('ACCESS_LOG_UNAVAILABLE', 'The access log could not be written, so no data is returned.');
