import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forSpreadsheet, fromSpreadsheet } from './spreadsheet-text';

describe('a cell for spreadsheets', () => {
  it('runs as no formula, and means the same when it comes back', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'=\'+-@ \t"0123a,ü\n'), maxLength: 8 });
    fc.assert(
      fc.property(cell, (text) => {
        const written = forSpreadsheet(text);
        expect(/^\s*[=@]/.test(written)).toBe(false);
        // What is read must not change however often it is rejected and corrected elsewhere.
        expect(fromSpreadsheet(written)).toBe(fromSpreadsheet(text));
      }),
    );
  });

  it('keeps names, days and numbers as they are, but for what a spreadsheet would shorten or take for something else', () => {
    for (const text of [
      '-5',
      '20,5',
      '48431',
      '01.08.2018',
      '2018-08-01',
      '12 Kinder',
      "'s-Gravenhage",
      "'t Hooft",
      'Möller-Kaya',
    ]) {
      expect(forSpreadsheet(text)).toBe(text);
      expect(fromSpreadsheet(text)).toBe(text);
    }
    for (const text of ['06108', '+4959711', '0171 5551', '123456789012', '12/05', '1.5', '1-2', '12E3', '1.200,00']) {
      expect([forSpreadsheet(text), fromSpreadsheet(`'${text}`)]).toEqual([`'${text}`, text]);
    }
    expect(fromSpreadsheet('="00""1"')).toBe('00"1');
    expect(fromSpreadsheet("'00123")).toBe('00123');
    expect(fromSpreadsheet(forSpreadsheet('="00123"'))).toBe('00123');
  });
});
