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

  it('keeps numbers and names as they are', () => {
    for (const text of ['-5', '+4959711', '1.200,00', "'s-Gravenhage", "'t Hooft", 'Möller-Kaya']) {
      expect(forSpreadsheet(text)).toBe(text);
      expect(fromSpreadsheet(text)).toBe(text);
    }
    expect(fromSpreadsheet('="00""1"')).toBe('00"1');
    expect(fromSpreadsheet("'00123")).toBe('00123');
    expect(fromSpreadsheet(forSpreadsheet('="00123"'))).toBe('00123');
  });
});
