import { createHmac } from 'node:crypto';
import { serviceKey } from '../../../platform/services';
import type { ReadCode } from './booklet-code';

/** Turns codes into what the database keeps. Whoever has only the database can neither read codes there nor try them out. */
export interface BookletCodeKey {
  /** HMAC-SHA-256 (RFC 2104) of kind and code. */
  hash(code: ReadCode): Buffer;
}

/** Absent where the hub has no key: then no booklet has a code. */
export const BOOKLET_CODE_KEY = serviceKey<BookletCodeKey>('booklet code key');

/** @param key at least 32 random bytes */
export function bookletCodeKey(key: Uint8Array): BookletCodeKey {
  return { hash: ({ kind, value }) => createHmac('sha256', key).update(`${kind}:${value}`).digest() };
}
