import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isFillerDate } from '../platform/filler-date';
import { country, day, language, nationality, partialDay, type FieldKind } from './kinds';

/** What a cell of a file becomes: a value, none, or what is wrong with it. */
function read(kind: FieldKind, cell: string) {
  const value = kind.fromText(cell);
  if (value === null) return null;
  return kind.check(value ?? cell)?.code ?? value;
}

const FILLERS = [
  ...['31.12.9999', '9999-12-31', '31.12.2999', '01.01.1900', '1900-01-01', '01.01.0001', '0001-01-01', '00.00.0000'],
  ...['0000-00-00', '00.01.1900', '1899-12-30', '30.12.1899', '1753-01-01', '01.01.1601', '1.1.1900'],
  ...['31.12.9999 00:00:00', '1900-01-01 00:00:00.000', '0001-01-01T00:00:00'],
];

describe('a day', () => {
  it.each(FILLERS)('has no value where a file says %s, be it an end, a beginning or a birth', (filler) => {
    expect([read(day(), filler), read(partialDay(), filler)]).toEqual([null, null]);
  });

  it('is never one by which programs fill an empty column, however it is written', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
    const year = fc.constantFrom('0000', '0001', '1601', '1753', '1899', '1900', '1990', '2024', '2999', '9999');
    const written = fc.tuple(two(31), two(12), year, fc.boolean(), fc.constantFrom('', ' 00:00', 'T00:00:00.000'));
    fc.assert(
      fc.property(written, fc.constantFrom(day(), partialDay()), ([d, m, y, isIso, time], kind) => {
        const value = kind.fromText((isIso ? `${y}-${m}-${d}` : `${d}.${m}.${y}`) + time);
        if (value === null || value === undefined || kind.check(value) !== null) return;
        expect(isFillerDate(String(value))).toBe(false);
        expect(Number(String(value).slice(0, 4))).toBeGreaterThanOrEqual(1900);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['9999-12-31', '2999-12-31', '1900-01-01', '0001-01-01'])(
    'is refused as %s through the API, and told why',
    (value) => {
      for (const kind of [day(), partialDay()]) {
        expect(kind.check(value)).toEqual({
          code: 'NOT_A_DATE',
          message: expect.stringMatching(/give none where there is none/),
        });
      }
    },
  );

  it.each([
    ['02.01.1900', '1900-01-02'],
    ['1970-01-01', '1970-01-01'],
    ['31.12.2099', '2099-12-31'],
    ['01.08.2018 00:00:00', '2018-08-01'],
    ['2018-08-01T00:00', '2018-08-01'],
  ])('is still %s', (cell, value) => {
    expect(read(day(), cell)).toBe(value);
  });

  it.each(['01.08.2018 10:30', '31.02.2018', '9998-12-31', 'bald'])('is not %s', (cell) => {
    expect(['NOT_A_DATE', 'OUT_OF_RANGE']).toContain(read(day(), cell));
  });

  it('is known in part where a file says so', () => {
    expect(['00.00.1990', '00.05.1990', '1990'].map((cell) => read(partialDay(), cell))).toEqual([
      '1990',
      '1990-05',
      '1990',
    ]);
  });
});

describe('a country', () => {
  it.each(['ZZ', 'QQ', 'XX', 'AA', 'QM', 'EU', 'UN', 'UK', 'XA', 'ro', 'ROU', 'Rumänien', ''])(
    'is none in %s',
    (word) => {
      expect([read(country(), word), read(nationality(), word)]).toEqual(['BAD_FORMAT', 'BAD_FORMAT']);
    },
  );

  it.each(['RO', 'SY', 'UA', 'PS', 'TW', 'SS', 'XK'])('is %s', (word) => {
    expect([read(country(), word), read(nationality(), word)]).toEqual([word, word]);
  });

  it.each(['SU', 'YU', 'CS', 'DD'])(
    'was %s, where somebody may have been trained, but of which nobody is a citizen',
    (word) => {
      expect([read(country(), word), read(nationality(), word)]).toEqual([word, 'BAD_FORMAT']);
    },
  );

  it.each([
    ['997', 'XXA'],
    ['staatenlos', 'XXA'],
    ['998', 'XXX'],
    ['ungeklärt', 'XXX'],
    ['XXA', 'XXA'],
    ['999', null],
  ])('is not said by the nationality %s', (word, value) => {
    expect(read(nationality(), word)).toBe(value);
  });
});

describe('a language', () => {
  it.each(['de', 'ar', 'uk', 'ti', 'prs', 'kmr', 'rmn', 'sr-Latn', 'pt-BR', 'es-419', 'de-DE', 'zh-Hant-TW'])(
    'is %s',
    (tag) => {
      expect(read(language(), tag)).toBe(tag);
    },
  );

  it.each(['xx', 'ua', 'gr', 'qaa', 'de-ZZ', 'DE', 'deutsch', 'd', ''])('is not %s', (tag) => {
    expect(read(language(), tag)).toBe('BAD_FORMAT');
  });
});
