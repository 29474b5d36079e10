import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Caller } from './caller';

/** Checking a signature costs twice what answering a small query does, and a front end sends its token many times. */
const MAX_TOKENS = 5_000;

/**
 * A token that has been checked is not checked again for this long. A key that its issuer withdraws is trusted this much
 * longer, which is little against the ten minutes for which the keys themselves are kept.
 */
const MAX_AGE_MS = 60_000;

interface Entry {
  readonly caller: Caller;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Remembers the callers of genuine tokens, never beyond their expiry; of the token itself only its hash. */
export class TokenCache {
  private readonly entries = new LRUCache<string, Entry>({ max: MAX_TOKENS });

  /** @returns the caller, or undefined if the token must be checked */
  find(token: string): Caller | undefined {
    const entry = this.entries.get(keyOf(token));
    return entry && Date.now() < entry.until ? entry.caller : undefined;
  }

  remember(token: string, caller: Caller): void {
    const until = Math.min(caller.expiresAt * 1000, Date.now() + MAX_AGE_MS);
    this.entries.set(keyOf(token), { caller, until });
  }
}

const keyOf = (token: string): string => hash('sha256', token, 'base64');
