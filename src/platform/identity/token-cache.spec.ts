import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Caller } from './caller';
import { TokenCache } from './token-cache';

const START = new Date('2026-01-05T08:00:00Z');

function callerUntil(secondsFromStart: number): Caller {
  const expiresAt = START.getTime() / 1000 + secondsFromStart;
  return { kind: 'staff', institution: 'city', role: 'planner', actor: 'staff-1', expiresAt };
}

describe('The memory of checked tokens', () => {
  beforeEach(() => void jest.useFakeTimers({ now: START }));
  afterEach(() => void jest.useRealTimers());

  it('knows the caller of a token that has been checked, and of no other', () => {
    const cache = new TokenCache();
    const caller = callerUntil(3600);
    cache.remember('token', caller);
    expect(cache.find('token')).toBe(caller);
    expect(cache.find('token2')).toBeUndefined();
  });

  it('forgets a token the moment it expires', () => {
    const cache = new TokenCache();
    cache.remember('token', callerUntil(10));
    jest.advanceTimersByTime(9_000);
    expect(cache.find('token')).toBeDefined();
    jest.advanceTimersByTime(1_000);
    expect(cache.find('token')).toBeUndefined();
  });

  it('has every token checked again after a minute', () => {
    const cache = new TokenCache();
    cache.remember('token', callerUntil(3600));
    jest.advanceTimersByTime(61_000);
    expect(cache.find('token')).toBeUndefined();
  });
});
