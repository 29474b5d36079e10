import { describe, expect, it, jest } from '@jest/globals';
import { maintenance } from '../../platform/postgres/maintenance.fixture';
import { startLogRetention } from './retention';

const HOUR = 3_600_000;

describe('the retention of the access log', () => {
  const { database, maintain, failures, onFailure } = maintenance();

  it('erases what is due and makes room for the months to come, every hour until it is stopped', async () => {
    const stop = startLogRetention(database, onFailure);
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
    maintain.mockRejectedValueOnce(new Error('no lock'));
    const stop = startLogRetention(database, onFailure);
    await jest.advanceTimersByTimeAsync(2 * HOUR);
    expect(failures).toEqual([new Error('no lock')]);
    expect(maintain).toHaveBeenCalledTimes(2);
    stop();
  });
});
