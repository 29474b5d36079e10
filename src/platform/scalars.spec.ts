import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTimeScalar } from './scalars';

/** As PostgreSQL prints an instant: with microseconds, without zeros at the end. */
const printed = fc
  .record({
    seconds: fc.integer({ min: Date.UTC(1, 0) / 1_000, max: Date.UTC(9999, 11, 31) / 1_000 }),
    microseconds: fc.integer({ min: 0, max: 999_999 }),
  })
  .map(({ seconds, microseconds }) => {
    const fraction = `.${String(microseconds).padStart(6, '0')}`.replace(/\.?0+$/, '');
    return `${new Date(seconds * 1_000).toISOString().slice(0, 19)}${fraction}+00:00`;
  });

describe('an instant', () => {
  it('is answered in UTC with milliseconds, however PostgreSQL has printed it', () => {
    fc.assert(
      fc.property(printed, (text) => {
        expect(DateTimeScalar.serialize(text)).toBe(new Date(text).toISOString());
      }),
    );
    expect(DateTimeScalar.serialize('2019-07-02T11:30:00.123456+02:00')).toBe('2019-07-02T09:30:00.123Z');
    expect(DateTimeScalar.serialize(new Date('2019-07-02T09:30:00Z'))).toBe('2019-07-02T09:30:00.000Z');
  });

  it.each([
    '',
    '2019-07-02',
    '2019-07-02T09:30',
    '2019-07-02 09:30:00.123+00:00',
    '2019-07-02T09:30:00.123+00:00 or so',
  ])('is not what only looks like one: %j', (text) => {
    expect(() => DateTimeScalar.serialize(text) as unknown).toThrow();
  });
});
