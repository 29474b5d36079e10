import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { containing, firstDay, isCompatible, isPartialDate, isWholeDay, readPartialDate } from './partial-date';

const wholeDays = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const partialDates = fc.tuple(wholeDays, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length));

describe('a date of which a part is unknown', () => {
  it.each([
    ['17.05.1990', '1990-05-17'],
    ['7.5.1990', '1990-05-07'],
    ['00.05.1990', '1990-05'],
    ['0.5.1990', '1990-05'],
    ['00.00.1990', '1990'],
    ['XX.05.1990', '1990-05'],
    ['??.??.1990', '1990'],
    ['--.05.1990', '1990-05'],
    ['05.1990', '1990-05'],
    ['1990', '1990'],
    ['1990-05', '1990-05'],
    ['1990-05-00', '1990-05'],
    ['1990-00-00', '1990'],
    ['1990-05-XX', '1990-05'],
    ['1990-XX-XX', '1990'],
  ])('that an office writes %s is %s', (written, read) => {
    expect(readPartialDate(written)).toBe(read);
    expect(isPartialDate(read)).toBe(true);
  });

  it.each([
    '17.00.1990',
    '1990-00-17',
    '30.02.1990',
    '13.1990',
    '00.13.1990',
    '00.00.90',
    '90',
    'unbekannt',
    '',
    '1990-5',
  ])('is not %j', (written) => {
    expect(isPartialDate(readPartialDate(written))).toBe(false);
  });

  it('is read from every way to write it, and a whole day stays the same day', () => {
    fc.assert(
      fc.property(partialDates, (partial) => {
        const [year, month = '00', day = '00'] = partial.split('-');
        expect(readPartialDate(`${day}.${month}.${year}`)).toBe(partial);
        expect(readPartialDate(`${year}-${month}-${day}`)).toBe(partial);
        expect(readPartialDate(partial)).toBe(partial);
      }),
    );
  });

  it('begins with a day that it contains, and which is its own where it is whole', () => {
    fc.assert(
      fc.property(partialDates, (partial) => {
        expect(isWholeDay(firstDay(partial))).toBe(true);
        expect(isPartialDate(firstDay(partial))).toBe(true);
        expect(containing(firstDay(partial))).toContain(partial);
        expect(isWholeDay(partial)).toBe(firstDay(partial) === partial);
      }),
    );
  });

  it('can mean the same day as another one if the one contains the other, in either order', () => {
    fc.assert(
      fc.property(partialDates, partialDates, (one, other) => {
        expect(isCompatible(one, other)).toBe(isCompatible(other, one));
        expect(isCompatible(one, other)).toBe(containing(one).includes(other) || containing(other).includes(one));
      }),
    );
  });
});
