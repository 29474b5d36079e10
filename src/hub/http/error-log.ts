import type { Logger } from 'pino';

interface LoggedError {
  readonly name: string;
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  readonly at: readonly string[];
  readonly cause?: LoggedError;
}

/**
 * Describes an error for the log without its message: messages of PostgreSQL, of parsers and of scalars repeat values,
 * and a log outlives every consent. Name, code and the place in the program are enough to find the fault.
 */
export function describeForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code, table, constraint, originalError } = error as Error & Record<string, unknown>;
  const cause = originalError ?? error.cause;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' && { code }),
    ...(typeof table === 'string' && { table }),
    ...(typeof constraint === 'string' && { constraint }),
    at: frames.slice(0, 8).map((line) => line.trim()),
    ...(cause !== undefined && cause !== null && depth < 3 && { cause: describeForLog(cause, depth + 1) }),
  };
}

/** Writes an unexpected error to the log, to be found by the request id that the client was given. */
export function logUnexpected(logger: Logger, requestId: string | undefined, error: unknown): void {
  logger.error({ requestId, error: describeForLog(error) }, 'unexpected error');
}
