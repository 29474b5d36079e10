import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { useDatabase } from '../../kit/database';
import { writePastLog } from '../../kit/past-log';
import { person } from '../../kit/people';
import { maintenance } from '../../../src/platform/postgres/maintenance.fixture';
import { eraseLog, startLogRetention } from '../../../src/access/log/retention';

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

describe('the access log of an operator', () => {
  const database = useDatabase();
  /** Whole months before this one. They are all that there is: the log itself has not outlived them by two years. */
  const OLD = [27, 26];

  const erase = async (until?: Date) => {
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    return eraseLog(owner, until).finally(() => owner.end());
  };
  const monthsAgo = (months: number) => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
  };
  const named = (months: number) => monthsAgo(months).toISOString().slice(0, 7);

  beforeAll(async () => {
    const { id } = await person(database).with('Contact', { by: 'city' }).create();
    await writePastLog(database, id, OLD);
  });

  it('keeps what is old by the clock alone, which may be wrong, and says which months wait', async () => {
    expect(await erase()).toEqual({ erased: 0, waiting: OLD.map(named) });
  });

  it('loses on the word of the operator what is older than their day, and keeps two years whatever they say', async () => {
    expect(await erase(monthsAgo(26))).toEqual({ erased: 1, waiting: [named(26)] });
    await expect(erase(new Date())).rejects.toThrow(/kept for two years/);
  });
});
