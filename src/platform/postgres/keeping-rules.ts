import { GeleitError, type ErrorCode } from '../errors';

/** What to say when PostgreSQL refuses a write, by the name of the constraint, of a trigger or of a table. */
export type Rules = Readonly<Record<string, readonly [ErrorCode, string]>>;

/** Waits for what writes, and says in the words of the catalogue which of these rules refused it. */
export async function keepingRules<Result>(rules: Rules, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
    const [is, message] = (code === CHECK_VIOLATION && rules[String(constraint)]) || [];
    if (is && message) throw new GeleitError(is, message, { cause: error });
    throw error;
  }
}

/** Triggers raise it, too, with the name of their rule. */
const CHECK_VIOLATION = '23514';
