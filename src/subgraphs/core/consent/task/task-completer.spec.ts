import { describe, expect, it, jest } from '@jest/globals';
import { maintenance } from '../../../../platform/postgres/maintenance.fixture';
import { startTaskCompleter } from './task-completer';

describe('the work that the clock brings about', () => {
  const { database, maintain, failures, onFailure } = maintenance();

  it('completes tasks, looks for consents that have ended, and announces tasks that are due, until it is stopped', async () => {
    const stop = startTaskCompleter(database, onFailure);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(maintain.mock.calls.flat()).toEqual([
      'select core.complete_withdrawal_tasks()',
      'select core.tend_ended_consents()',
      'select core.announce_due_tasks()',
      'select core.announce_committed()',
    ]);
    stop();
    await jest.advanceTimersByTimeAsync(120_000);
    expect([maintain.mock.calls.length, failures]).toEqual([4, []]);
  });

  it('tells of a failure and tries again', async () => {
    maintain.mockRejectedValue(new Error('away'));
    const stop = startTaskCompleter(database, onFailure);
    await jest.advanceTimersByTimeAsync(60_000);
    stop();
    expect([maintain.mock.calls.length, failures.length]).toEqual([2, 2]);
  });
});
