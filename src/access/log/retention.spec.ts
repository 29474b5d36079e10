import { describe, expect, it, jest } from '@jest/globals';
import { maintenance } from '../../platform/postgres/maintenance.fixture';
import { startLogRetention } from './retention';

const HOUR = 3_600_000;

describe('the retention of the access log', () => {
  const { database, maintain, failures, onFailure } = maintenance();

  const asked = () => maintain.mock.calls.map(([text]) => /core\.(\w+)/.exec(text)?.[1]);

  it('makes room for the months to come at once, and erases what is due, every hour until it is stopped', async () => {
    const stop = await startLogRetention(database, onFailure);
    expect(asked()).toEqual(['ensure_access_partitions']);
    await jest.advanceTimersByTimeAsync(2 * HOUR);
    const hourly = ['ensure_access_partitions', 'erase_access_log'];
    expect(asked()).toEqual(['ensure_access_partitions', ...hourly, ...hourly]);
    expect(maintain.mock.calls[2]![0]).toMatch(/erase_access_log\(\).*forget_erased_sources\(\)/);
    stop();
    await jest.advanceTimersByTimeAsync(2 * HOUR);
    expect(maintain).toHaveBeenCalledTimes(5);
  });

  it('starts and makes room whatever fails beside, tells of it, and tries again', async () => {
    const failing = ['no room', 'no lock'].map((message) => new Error(message));
    maintain.mockRejectedValueOnce(failing[0]).mockResolvedValueOnce([]).mockRejectedValueOnce(failing[1]);
    const stop = await startLogRetention(database, onFailure);
    await jest.advanceTimersByTimeAsync(2 * HOUR);
    expect(failures).toEqual(failing);
    expect(maintain).toHaveBeenCalledTimes(5);
    stop();
  });
});
