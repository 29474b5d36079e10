import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { fewAtOnce } from './few-at-once';
import { readAnnouncement, type LiveEvent } from './live-event';
import { LiveEvents } from './live-events';
import { MOST_WAITING, TAKE_WITHIN, type LiveSource } from './live-source';

const event = (more: Partial<LiveEvent> = {}): LiveEvent => ({
  kind: 'CONSENT',
  id: 'c1',
  version: 1,
  person: 'p1',
  institutions: ['jobcenter'],
  ...more,
});

function listening(): LiveEvents {
  const events = new LiveEvents();
  events.resume();
  return events;
}

const take = async (source: LiveSource): Promise<unknown> => (await source.next()).value;

describe('an event', () => {
  it('reaches the person, the institutions concerned, and who watches this person there', async () => {
    const events = listening();
    const reached = [
      events.subscribe('CONSENT', { person: 'p1' }),
      events.subscribe('CONSENT', { institution: 'jobcenter' }),
      events.subscribe('CONSENT', { institution: 'jobcenter', person: 'p1' }),
    ];
    events.publish(event());
    for (const source of reached) expect(await take(source)).toEqual(event());
  });

  it('reaches nobody else', async () => {
    const events = listening();
    const others = [
      events.subscribe('CONSENT', { person: 'p2' }),
      events.subscribe('CONSENT', { institution: 'city' }),
      events.subscribe('CONSENT', { institution: 'jobcenter', person: 'p2' }),
      events.subscribe('TASK', { institution: 'jobcenter' }),
    ];
    events.publish(event());
    events.publish('RELOAD');
    for (const source of others) expect(await take(source)).toBe('RELOAD');
  });

  it('waits for a subscriber, in order', async () => {
    const events = listening();
    const source = events.subscribe('CONSENT', { person: 'p1' });
    for (const version of [1, 2, 3]) events.publish(event({ version }));
    for (const version of [1, 2, 3]) expect(await take(source)).toEqual(event({ version }));
  });
});

describe('a subscriber', () => {
  it('that is behind a burst reads everything again instead, and hears what comes afterwards', async () => {
    const events = listening();
    const behind = events.subscribe('CONSENT', { person: 'p1' });
    for (let version = 0; version < 10 * MOST_WAITING; version += 1) events.publish(event({ version }));
    expect(await take(behind)).toBe('RELOAD');
    events.publish(event({ version: 7 }));
    expect(await take(behind)).toEqual(event({ version: 7 }));
  });

  it('that has taken nothing for a minute is cut, whatever waits', async () => {
    jest.useFakeTimers();
    const events = listening();
    const slow = events.subscribe('CONSENT', { person: 'p1' });
    const other = events.subscribe('CONSENT', { person: 'p2' });
    const next = other.next();
    events.publish(event());
    jest.advanceTimersByTime(TAKE_WITHIN);
    events.publish(event({ version: 2 }));
    jest.advanceTimersByTime(1);
    events.publish(event({ version: 3 }));
    jest.useRealTimers();
    await expect(slow.next()).rejects.toMatchObject({ code: 'SUBSCRIBER_TOO_SLOW' });
    expect(await slow.next()).toEqual({ done: true, value: undefined });
    expect(events.size).toBe(1);
    await other.return();
    await next;
    expect(events.size).toBe(0);
  });

  it('that waits learns at once that it is cut', async () => {
    const events = listening();
    const next = events.subscribe('CONSENT', { person: 'p1' }).next();
    events.cutAll();
    await expect(next).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('that leaves while it waits is let go, and gets nothing afterwards', async () => {
    const events = listening();
    const source = events.subscribe('CONSENT', { person: 'p1' });
    const next = source.next();
    await source.return();
    events.publish(event());
    expect(await next).toEqual({ done: true, value: undefined });
    expect(await source.next()).toEqual({ done: true, value: undefined });
  });

  it('is not let in while announcements do not arrive, and told to read again when they do', async () => {
    const events = listening();
    const source = events.subscribe('CONSENT', { person: 'p1' });
    events.publish(event());
    events.pause();
    expect(() => events.subscribe('CONSENT', { person: 'p1' })).toThrow(
      expect.objectContaining({ code: 'UNAVAILABLE' }),
    );
    events.resume();
    expect(await take(source)).toBe('RELOAD');
  });
});

describe('an announcement', () => {
  it('is read as it was written', () => {
    expect(readAnnouncement(JSON.stringify(event()))).toEqual(event());
  });

  it('that cannot be read tells everybody to read again, and breaks nothing', () => {
    const almost = fc.record(
      { kind: fc.constantFrom('CONSENT', 'X', 1), id: fc.anything(), institutions: fc.anything() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          almost.map((value) => JSON.stringify(value) ?? ''),
        ),
        (text) => {
          expect(readAnnouncement(text)).toBe('RELOAD');
        },
      ),
    );
    expect(readAnnouncement(undefined)).toBe('RELOAD');
    expect(readAnnouncement('null')).toBe('RELOAD');
  });
});

describe('few at once', () => {
  it('are never more, all are done in order, and a failure takes no place with it', async () => {
    const inTurn = fewAtOnce(3);
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        inTurn(async () => {
          started.push(index);
          most = Math.max(most, (running += 1));
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          if (index % 4 === 0) throw new Error('failed');
          return index;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(started).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(15);
  });
});
