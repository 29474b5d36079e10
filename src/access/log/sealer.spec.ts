import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Database } from '../../platform/postgres/database';
import { startSealer } from './sealer';

describe('the sealer', () => {
  const maintain = jest.fn<(text: string) => Promise<object[]>>();
  const database = { maintain } as unknown as Database;

  beforeEach(() => {
    jest.useFakeTimers();
    maintain.mockReset().mockResolvedValue([]);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('seals every few seconds, and a last time when it is stopped', async () => {
    const stop = startSealer(database, () => undefined);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(maintain).toHaveBeenCalledTimes(3);
    await stop();
    expect(maintain).toHaveBeenCalledTimes(4);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(maintain).toHaveBeenCalledTimes(4);
    expect(new Set(maintain.mock.calls.flat())).toEqual(new Set(['select core.seal_access_log()']));
  });

  it('tells of a failure and tries again', async () => {
    const failures: unknown[] = [];
    maintain.mockRejectedValueOnce(new Error('no database'));
    const stop = startSealer(database, (error) => failures.push(error));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(failures).toEqual([new Error('no database')]);
    expect(maintain).toHaveBeenCalledTimes(2);
    await stop();
  });
});
