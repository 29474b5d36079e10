import { describe, expect, it } from '@jest/globals';
import type { StaffCaller } from '../../../platform/identity/caller';
import type { Database, Statement } from '../../../platform/postgres/database';
import { StaffNames, staffNames } from './staff-names.store';

const CALLER: StaffCaller = { kind: 'staff', institution: 'city', role: 'counsellor', actor: 'kit-1', expiresAt: 0 };

/** A database that keeps the values of each statement; it fails as often as it is told. */
function recording(failures = 0) {
  const written: (readonly unknown[])[] = [];
  const once = (_: unknown, { values }: Statement) => {
    written.push(values!);
    return written.length <= failures ? Promise.reject(new Error('gone')) : Promise.resolve([]);
  };
  return { written, database: { once } as unknown as Database };
}

describe('the mark of the day', () => {
  it('is written once a day for each member of staff, and holds no name', () => {
    const { written, database } = recording();
    const names = new StaffNames('key');
    for (const day of ['2019-07-01', '2019-07-01', '2019-07-02']) names.note(database, CALLER, 'petrenko', day, 'r');
    names.note(database, { ...CALLER, actor: 'kit-2' }, 'petrenko', '2019-07-02', 'r');
    expect(written.map(([, actor, day]) => [actor, day])).toEqual([
      ['kit-1', '2019-07-01'],
      ['kit-1', '2019-07-02'],
      ['kit-2', '2019-07-02'],
    ]);
    expect(JSON.stringify(written)).not.toContain('petrenko');
    const marks = written.map(([, , , mark]) => mark);
    expect(marks[0]).not.toBe(marks[1]);
    expect(marks[1]).toBe(marks[2]);
  });

  it('is written again at the next request where writing it failed, and the request does not fail', async () => {
    const { written, database } = recording(1);
    const names = new StaffNames('key');
    names.note(database, CALLER, 'petrenko', '2019-07-01', 'first');
    await new Promise(setImmediate);
    names.note(database, CALLER, 'petrenko', '2019-07-01', 'second');
    names.note(database, CALLER, 'petrenko', '2019-07-01', 'third');
    expect(written).toHaveLength(2);
  });
});

describe('the key of the marks', () => {
  it('follows from the password of the hub alone, and does not show it', () => {
    const { key } = staffNames('postgres://geleit_app:s%C3%A4cret@one:5432/a')!;
    expect(staffNames('postgres://geleit_app:s%C3%A4cret@two:5433/b')!.key).toBe(key);
    expect(staffNames('postgres://geleit_app:other@one:5432/a')!.key).not.toBe(key);
    expect(key).not.toContain('cret');
  });

  it('does not exist without one: then nobody compares', () => {
    expect(staffNames('postgres://geleit_app@one:5432/a')).toBeUndefined();
  });
});
