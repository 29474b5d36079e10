import { INSTITUTIONS, PURPOSE_NAMES, ROLES } from '../../access/vocabulary';

/** What the log may hold about a request or an error. Everything else is left out, whatever it is called. */
export interface LogFields {
  /** Hexadecimal digits and hyphens, as in a UUID; any other is a client's own text. */
  requestId?: string;
  /** Hash of the operation in hexadecimal digits; never the operation, whose arguments are personal data. */
  operation?: string;
  method?: string;
  /** The pattern of the route, such as `/graphql`; never the address that was asked for. */
  route?: string;
  status?: number;
  milliseconds?: number;
  institution?: string;
  role?: string;
  purpose?: string;
  /** A code of the error catalogue or an SQLSTATE. */
  code?: string;
  /** The codes of all errors in an answer. */
  errorCodes?: readonly string[];
  /** A field of the schema, such as `Person.consents`; never a path of an answer, whose keys a client chooses. */
  place?: string;
  /** Requests that were cut off at shutdown. */
  cut?: number;
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
const MAX_FRAMES = 8;

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

const codes: Check = (value) =>
  Array.isArray(value) && value.length > 0
    ? value.filter((code) => typeof code === 'string' && CODE.test(code))
    : undefined;

const FIELDS: Readonly<Record<keyof LogFields, Check>> = {
  requestId: text(HEX),
  operation: text(HEX),
  method: oneOf(['GET', 'HEAD', 'POST', 'OPTIONS']),
  route: text(/^(unknown|\/[\w/.:*-]{0,60})$/),
  status: number,
  milliseconds: number,
  institution: oneOf(INSTITUTIONS),
  role: oneOf(ROLES),
  purpose: oneOf(PURPOSE_NAMES),
  code: text(CODE),
  errorCodes: codes,
  place: text(/^[A-Z]\w{0,60}\.[a-z]\w{0,60}$/),
  cut: number,
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
function safeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, table, constraint, originalError } = error as Error & Readonly<Record<string, unknown>>;
  const cause = error.cause ?? originalError;
  const at = frames(error);
  return {
    type: /^\w{1,60}$/.test(error.constructor.name) ? error.constructor.name : 'Error',
    ...(typeof code === 'string' && CODE.test(code) && { code }),
    ...(isName(table) && { table }),
    ...(isName(constraint) && { constraint }),
    ...(at.length > 0 && { at }),
    ...(cause instanceof Error && depth < 2 && { cause: safeError(cause, depth + 1) }),
  };
}

/** Tables and constraints are named by the migrations, never by a client. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z_]\w{0,62}$/.test(value);
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
