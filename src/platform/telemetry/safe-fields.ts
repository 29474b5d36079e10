import { INSTITUTIONS, PURPOSE_NAMES, ROLES } from '../../access/vocabulary';

/** What the log may hold about a request or an error. Everything else is left out, whatever it is called. */
export interface LogFields {
  /** Hexadecimal digits and hyphens, as in a UUID; any other is a client's own text. */
  requestId?: string;
  /** Hash of the operation in hexadecimal digits; never the operation, whose arguments are personal data. */
  operation?: string;
  method?: string;
  status?: number;
  durationMs?: number;
  institution?: string;
  role?: string;
  purpose?: string;
  /** A code of the error catalogue or an SQLSTATE. */
  code?: string;
  count?: number;
  attempt?: number;
  port?: number;
  signal?: string;
  /** Reduced to its class, its code and where it was thrown; its message may hold values. */
  error?: unknown;
}

const CODE = /^[A-Z\d_]{1,40}$/;
const HEX = /^[\da-f-]{8,64}$/i;
const FRAME = /^ {4}at (?:[\w$.<>[\] ]+ \()?(?:file:\/\/)?[\w@/.\\+:-]+:\d+:\d+\)?$/;
const MAX_FRAMES = 4;

type Check = (value: unknown) => unknown;
const text =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;
const oneOf =
  (list: readonly string[]): Check =>
  (value) =>
    list.find((known) => known === value);
const number: Check = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

const FIELDS: Readonly<Record<keyof LogFields, Check>> = {
  requestId: text(HEX),
  operation: text(HEX),
  method: oneOf(['GET', 'HEAD', 'POST', 'OPTIONS']),
  status: number,
  durationMs: number,
  institution: oneOf(INSTITUTIONS),
  role: oneOf(ROLES),
  purpose: oneOf(PURPOSE_NAMES),
  code: text(CODE),
  count: number,
  attempt: number,
  port: number,
  signal: text(/^SIG[A-Z\d]{2,10}$/),
  error: (value) => (value === undefined ? undefined : safeError(value)),
};

/** Keeps the fields of the list whose values have the right form. */
export function safeFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, check] of Object.entries(FIELDS)) {
    const value = check(fields[name] ?? (name === 'error' ? fields['err'] : undefined));
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** An error without its message, and without what PostgreSQL adds to it (`detail`, `where`, `hint`, the statement). */
export function safeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as Error & { code?: unknown };
  const at = frames(error);
  return {
    type: /^\w{1,60}$/.test(error.constructor.name) ? error.constructor.name : 'Error',
    ...(typeof code === 'string' && CODE.test(code) && { code }),
    ...(at.length > 0 && { at }),
    ...(error.cause instanceof Error && depth < 2 && { cause: safeError(error.cause, depth + 1) }),
  };
}

/** The message stands at the top of the stack and may itself look like a frame, so it is cut off first. */
function frames({ stack, message }: Error): string[] {
  if (stack === undefined) return [];
  const start = message === '' ? 0 : stack.indexOf(message) + message.length;
  return stack
    .slice(start)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim().slice(3));
}
