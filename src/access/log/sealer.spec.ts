import { describe, expect, it, jest } from '@jest/globals';
import { maintenance } from '../../platform/postgres/maintenance.fixture';
import { startSealer } from './sealer';

describe('the sealer', () => {
  const { database, maintain, failures, onFailure } = maintenance();

  it('seals every few seconds, and a last time when it is stopped', async () => {
    const stop = startSealer(database, onFailure);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(maintain).toHaveBeenCalledTimes(3);
    await stop();
    expect(maintain).toHaveBeenCalledTimes(4);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(maintain).toHaveBeenCalledTimes(4);
    expect(new Set(maintain.mock.calls.flat())).toEqual(new Set(['select core.seal_access_log()']));
  });

  it('tells of a failure and tries again', async () => {
    maintain.mockRejectedValueOnce(new Error('no database'));
    const stop = startSealer(database, onFailure);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(failures).toEqual([new Error('no database')]);
    expect(maintain).toHaveBeenCalledTimes(2);
    await stop();
  });

  it('stops even if it cannot seal a last time, and tells of it', async () => {
    const stop = startSealer(database, onFailure);
    maintain.mockRejectedValueOnce(new Error('no database'));
    await stop();
    expect(failures).toEqual([new Error('no database')]);
  });
});
