import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Database } from '../../platform/postgres/database';
import { startLogRetention } from './retention';

const HOUR = 3_600_000;

describe('the retention of the access log', () => {
  const maintain = jest.fn<(text: string) => Promise<object[]>>();
  const database = { maintain } as unknown as Database;

  beforeEach(() => {
    jest.useFakeTimers();
    maintain.mockReset().mockResolvedValue([]);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('erases what is due and makes room for the months to come, every hour until it is stopped', async () => {
    const stop = startLogRetention(database, () => undefined);
    await jest.advanceTimersByTimeAsync(2 * HOUR);
    expect(maintain).toHaveBeenCalledTimes(2);
    expect(maintain.mock.calls[0]![0]).toMatch(
      /ensure_access_partitions.*erase_access_log\(\).*forget_erased_sources\(\)/,
    );
    stop();
    await jest.advanceTimersByTimeAsync(2 * HOUR);
    expect(maintain).toHaveBeenCalledTimes(2);
  });

  it('tells of a failure, and tries again', async () => {
    const failures: unknown[] = [];
    maintain.mockRejectedValueOnce(new Error('no lock'));
    const stop = startLogRetention(database, (error) => failures.push(error));
    await jest.advanceTimersByTimeAsync(2 * HOUR);
    expect(failures).toEqual([new Error('no lock')]);
    expect(maintain).toHaveBeenCalledTimes(2);
    stop();
  });
});
