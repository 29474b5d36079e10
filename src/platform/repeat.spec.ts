import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { repeat } from './repeat';

describe('work that is repeated', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const untold = (error: unknown) => {
    throw error;
  };

  it('is done once in each interval until it is stopped', async () => {
    const work = jest.fn(() => Promise.resolve());
    const stop = repeat(1_000, work, untold);
    expect(work).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(3_000);
    expect(work).toHaveBeenCalledTimes(3);
    stop();
    await jest.advanceTimersByTimeAsync(3_000);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('is tried again after a failure, which is told once', async () => {
    const failures: unknown[] = [];
    const work = jest.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('away')).mockResolvedValue();
    const stop = repeat(1_000, work, (error) => failures.push(error));
    await jest.advanceTimersByTimeAsync(2_000);
    stop();
    expect(failures).toEqual([new Error('away')]);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('does not wait for a turn that hangs', async () => {
    const work = jest.fn(() => new Promise<void>(() => undefined));
    const stop = repeat(1_000, work, untold);
    await jest.advanceTimersByTimeAsync(2_000);
    stop();
    expect(work).toHaveBeenCalledTimes(2);
  });
});
