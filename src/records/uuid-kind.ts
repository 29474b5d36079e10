import { GraphQLID } from 'graphql';
import { isUuid } from '../platform/uuid';
import type { FieldKind } from './kinds';

export { isUuid };

/** An id as the hub writes it, in small letters (RFC 9562, section 4: either case is read); anything else as it is. */
export function normalId(value: string): string {
  const lower = value.trim().toLowerCase();
  return isUuid(lower) ? lower : value;
}

/** No id comes before it: a list without a cursor begins after it. */
export const SMALLEST_ID = '00000000-0000-0000-0000-000000000000';

/** The id of another record. */
export function uuid(): FieldKind {
  return {
    graphqlType: GraphQLID,
    column: { type: 'uuid' },
    sqlType: 'uuid',
    accepts: 'an id of this hub',
    fromText: (cell) => cell,
    check: (value) => (isUuid(value) ? null : { code: 'BAD_FORMAT', message: 'must be an id of this hub' }),
  };
}
