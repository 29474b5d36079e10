import { GeleitError } from '../../platform/errors';
import { isUuid } from '../uuid-kind';

/** Makes the keys of a row an opaque cursor. */
export function encodeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/**
 * The keys of a cursor, or null without one.
 * @throws GeleitError INVALID_CURSOR unless the keys are those of this list
 */
export function decodeKeys(
  cursor: string | null | undefined,
  areOurs: (keys: readonly string[]) => boolean,
): readonly string[] | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    // PostgreSQL cannot compare a text with NUL; no cursor of ours holds one.
    const isText = (key: unknown): key is string => typeof key === 'string' && !key.includes('\0');
    if (Array.isArray(keys) && keys.every(isText) && areOurs(keys)) return keys;
  } catch {
    // Falls through to the error below: a broken cursor and one of another list are the same mistake.
  }
  throw new GeleitError('INVALID_CURSOR', 'The argument "after" is no endCursor of this list.');
}

/** The keys of a cursor of a list whose last key is the row's id. */
export function decodeCursor(cursor: string | null | undefined, length: number): readonly string[] | null {
  return decodeKeys(cursor, (keys) => keys.length === length && isUuid(keys.at(-1)));
}

/** A time as PostgreSQL writes it in JSON. */
export const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d:\d\d$/;

/** The keys of a cursor of a list that is ordered by time and id. */
export function decodeTimeCursor(cursor: string | null | undefined): readonly string[] | null {
  return decodeKeys(cursor, (keys) => keys.length === 2 && INSTANT.test(keys[0]!) && isUuid(keys[1]));
}
