import { describe, expect, it } from '@jest/globals';
import { text } from '../records/kinds';
import { readHeader, REJECTED_COLUMNS } from './header';
import type { ImportColumn } from './import-column';
import { NO_MAPPING, type Mapping } from './mapping';

const COLUMNS: readonly ImportColumn[] = [
  { name: 'file_number', kind: text({ max: 5 }), required: true },
  { name: 'given_name', kind: text({ max: 5 }), required: true },
  { name: 'phone', kind: text({ max: 5 }), required: false },
];
const GERMAN: Mapping = {
  ...NO_MAPPING,
  columns: new Map([
    ['Aktenzeichen', 'file_number'],
    ['Telefon', 'phone'],
    ['Tel.', 'phone'],
  ]),
  constants: new Map([['given_name', 'N.']]),
  ignore: new Set(['Bemerkung']),
};

const read = (cells: string[], mapping = NO_MAPPING) => readHeader('delivery.csv', cells, COLUMNS, mapping);

describe('the header of a file', () => {
  it('names columns in any order, and need not name those that are optional', () => {
    expect([...read(['given_name', ' file_number ']).positions]).toEqual([
      ['given_name', 0],
      ['file_number', 1],
    ]);
  });

  it('is read through the mapping', () => {
    const { positions } = read(['Bemerkung', 'Tel.', 'Aktenzeichen'], GERMAN);
    expect(Object.fromEntries(positions)).toEqual({ phone: 1, file_number: 2 });
  });

  it('is refused with everything that is wrong with it, before the first row', () => {
    expect(() => read(['file_number', 'Vorname', 'file_number', ''])).toThrow(
      expect.objectContaining({
        code: 'HEADER_DUPLICATE_COLUMN',
        problems: [
          expect.objectContaining({ code: 'HEADER_DUPLICATE_COLUMN' }),
          { code: 'HEADER_UNKNOWN_COLUMN', message: '"Vorname" is not known.' },
          { code: 'HEADER_MISSING_COLUMN', message: 'given_name is missing.' },
        ],
      }),
    );
    expect(() => read(['Aktenzeichen', 'Tel.', 'Telefon'], GERMAN)).toThrow('"Telefon": phone is given already.');
    expect(() => read(['Aktenzeichen', 'given_name'], GERMAN)).toThrow('"given_name": given_name is given already.');
    expect(() => read(['Tel.'], GERMAN)).toThrow('"Aktenzeichen" (file_number) is missing.');
  });

  it('is not repeated where it may be a row of data', () => {
    expect(() => read(['F-1', 'Mehmet'])).toThrow('the first line does not name the columns');
    expect(() => read(['F-1', 'Mehmet'])).not.toThrow('Mehmet');
  });

  it('may end with a delimiter, and be that of a file of rejected rows', () => {
    const { width, source, positions } = read([...REJECTED_COLUMNS, 'file_number', 'given_name', '']);
    expect(width).toBe(7);
    expect(source.map(({ name }) => name)).toEqual(['file_number', 'given_name']);
    expect(positions.get('file_number')).toBe(4);
  });
});
