import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Database } from '../../platform/postgres/database';
import { startTaskCompleter } from './task-completer';

describe('the work that the clock brings about', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const start = (maintain: (text: string) => Promise<unknown>) => {
    const failures: unknown[] = [];
    const stop = startTaskCompleter({ maintain } as unknown as Database, (error) => failures.push(error));
    return { failures, stop };
  };

  it('completes tasks, looks for consents that have ended, and announces tasks that are due, until it is stopped', async () => {
    const ran: string[] = [];
    const { failures, stop } = start((text) => Promise.resolve(ran.push(text)));
    await jest.advanceTimersByTimeAsync(30_000);
    expect(ran).toEqual([
      'select core.complete_withdrawal_tasks()',
      'select core.tend_ended_consents()',
      'select core.announce_due_tasks()',
    ]);
    stop();
    await jest.advanceTimersByTimeAsync(120_000);
    expect([ran.length, failures]).toEqual([3, []]);
  });

  it('tells of a failure and tries again', async () => {
    let attempts = 0;
    const { failures, stop } = start(() => {
      attempts += 1;
      return Promise.reject(new Error('away'));
    });
    await jest.advanceTimersByTimeAsync(60_000);
    stop();
    expect([attempts, failures.length]).toEqual([2, 2]);
  });
});
