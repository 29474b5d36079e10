import { describe, expect, it } from '@jest/globals';
import { normalText } from '../platform/text/normal-text';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { country, day, integer, text } from '../records/kinds';
import type { ImportColumn } from './import-column';
import { ImportError } from './import-error';
import { readMapping } from './mapping';

const COLUMNS: readonly ImportColumn[] = [
  { name: 'file_number', kind: text({ max: 5 }), required: true },
  { name: 'nationality', kind: country(), required: false },
  { name: 'registered_on', kind: day(), required: false },
  { name: 'weekly_hours', kind: integer({ min: 0, max: 80 }), required: false },
];

const read = (yaml: string) => readMapping(yaml, 'city.yaml', COLUMNS);

function mistakesOf(yaml: string): readonly string[] {
  try {
    read(yaml);
  } catch (error) {
    if (error instanceof ImportError && error.code === 'MAPPING_INVALID')
      return error.problems.map((each) => each.message);
    throw error;
  }
  return [];
}

describe('a mapping file', () => {
  it('says what columns and values mean', () => {
    const mapping = read(`
columns:
  Aktenzeichen: file_number
values:
  nationality:
    rumänisch: RO
  weekly_hours: { Vollzeit: 39, "20": 20 }
constants:
  registered_on: 01.08.2018
ignore: [Bemerkung]
`);
    expect(mapping.columns.get('Aktenzeichen')).toBe('file_number');
    expect(mapping.values.get('nationality')?.get('rumänisch')).toBe('RO');
    expect(mapping.values.get('weekly_hours')?.get('Vollzeit')).toBe('39');
    expect(mapping.constants.get('registered_on')).toBe('01.08.2018');
    expect([...mapping.ignore]).toEqual(['Bemerkung']);
  });

  it.each(['null', '~', "''", ''])('says with "%s" that a value of the export stands for none', (none) => {
    const mapping = read(`values:\n  registered_on:\n    31.12.9999: ${none}\n    01.01.1900: ${none}\n`);
    expect([...mapping.values.get('registered_on')!]).toEqual([
      ['31.12.9999', ''],
      ['01.01.1900', ''],
    ]);
  });

  it('may not say so of a column that is required', () => {
    expect(mistakesOf('values:\n  file_number:\n    keine: null\n')).toEqual([expect.stringMatching(/^city\.yaml:3:/)]);
  });

  it('may leave every part out, or empty', () => {
    expect(read('columns:\n').columns.size).toBe(0);
    expect(mistakesOf('values: {}\n')).toEqual([]);
  });

  it('finds a column whichever way its accents are written', () => {
    expect(read(`columns: { "${'Nationalität'.normalize('NFD')}": nationality }`).columns.get('Nationalität')).toBe(
      'nationality',
    );
  });

  it('names every mistake with its line, all at once', () => {
    const mistakes = mistakesOf(`columns:
  Aktenzeichen: file_nummer
  Land: nationality
values:
  nationality:
    rumänisch: Rumänien
  sex: { w: FEMALE }
constants:
  weekly_hours: 99
  nationality: RO
ignore: [Land]
colums: {}
`);
    expect(mistakes.map((mistake) => /^city\.yaml:(\d+):/.exec(mistake)?.[1])).toEqual([
      '2',
      '6',
      '7',
      '9',
      '10',
      '11',
      '12',
    ]);
    expect(mistakes.join('\n')).toMatch(/file_number, nationality, registered_on, weekly_hours/);
    expect(mistakes.join('\n')).toMatch(/must lie between 0 and 80/);
  });

  it('tells that a key was written twice', () => {
    expect(mistakesOf('columns:\n  A: file_number\n  A: nationality\n')[0]).toMatch(/^city\.yaml:3:.*twice/);
  });

  it('keeps whatever source names an institution has', () => {
    const name = fc.string({ minLength: 1, maxLength: 20 }).filter((each) => normalText(each) === each);
    fc.assert(
      fc.property(name, (source) => {
        const mapping = read(stringify({ columns: { [source]: 'file_number' } }));
        expect(mapping.columns.get(source)).toBe('file_number');
      }),
    );
  });
});
