import { afterEach, beforeEach, jest } from '@jest/globals';
import type { Database } from './database';

/** A database that keeps what it was asked to maintain, while the test says how time passes; and the failures told. */
export function maintenance() {
  const maintain = jest.fn<(text: string) => Promise<object[]>>();
  const failures: unknown[] = [];
  beforeEach(() => {
    jest.useFakeTimers();
    maintain.mockReset().mockResolvedValue([]);
    failures.length = 0;
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  return {
    maintain,
    database: { maintain } as unknown as Database,
    failures,
    onFailure: (error: unknown) => void failures.push(error),
  };
}
