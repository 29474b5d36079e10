import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { GeleitError } from '../errors';
import type { KeySource } from './issuer';

/** All in milliseconds. */
export interface KeyTimes {
  /** How long the issuer may take to hand out its keys. */
  readonly timeout: number;
  /** How long keys are used without asking again. A key that the issuer withdraws is trusted this long at most. */
  readonly maxAge: number;
  /** How long a key that is not among them is refused without asking again, so that nobody floods the issuer. A new key comes into use no faster. */
  readonly cooldown: number;
  /** How long after a failure nobody asks again. */
  readonly pauseAfterFailure: number;
}

export const KEY_TIMES: KeyTimes = { timeout: 3_000, maxAge: 600_000, cooldown: 1_000, pauseAfterFailure: 2_000 };

/**
 * Finds the public key for a token.
 *
 * @throws GeleitError UNAVAILABLE if the keys cannot be fetched: then nobody is let in, and nobody is called an impostor
 */
export function keyFinder(source: KeySource, times: KeyTimes): JWTVerifyGetKey {
  if ('jwks' in source) return createLocalJWKSet(source.jwks);
  const find = createRemoteJWKSet(new URL(source.jwksUri), {
    timeoutDuration: times.timeout,
    cacheMaxAge: times.maxAge,
    cooldownDuration: times.cooldown,
    [customFetch]: fetchWithPause(times.pauseAfterFailure),
  });
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      throw new GeleitError('UNAVAILABLE', 'The keys of the issuer of this token cannot be fetched at the moment.');
    }
  };
}

function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

function fetchWithPause(pause: number): typeof fetch {
  let failedAt = -Infinity;
  return async (url, init) => {
    if (performance.now() - failedAt < pause) throw new Error('The keys could not be fetched a moment ago.');
    try {
      const response = await fetch(url, init);
      failedAt = response.status === 200 ? -Infinity : performance.now();
      return response;
    } catch (error) {
      failedAt = performance.now();
      throw error;
    }
  };
}
