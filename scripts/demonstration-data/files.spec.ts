import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { generate } from './generate';
import { COUNTRIES } from './names';
import { DATA_FOLDER } from './project';
import { readBack, rowsOf } from './read-back';

const files = generate();
const logical = readBack(files);

describe('the files of the demonstration data', () => {
  it('are the same bytes on every run', () => {
    for (const [name, content] of generate())
      expect({ name, same: files.get(name)?.equals(content) }).toEqual({ name, same: true });
  });

  it('are committed as the generator writes them; if not, run `npm run demo-data`', () => {
    const listed = readdirSync(DATA_FOLDER, { recursive: true, encoding: 'utf8' });
    const committed = listed.filter((name) => name.endsWith('.csv') || name.endsWith('.yaml'));
    expect(committed.sort()).toEqual([...files.keys()].sort());
    for (const [name, content] of files) {
      expect({ name, same: readFileSync(join(DATA_FOLDER, name)).equals(content) }).toEqual({ name, same: true });
    }
  });

  it('take less than 1.5 MB', () => {
    expect([...files.values()].reduce((sum, content) => sum + content.length, 0)).toBeLessThan(1_500_000);
  });

  it('come as the offices export them: encodings, byte order mark, delimiters, line ends', () => {
    const head = (name: string): Buffer => files.get(name)!.subarray(0, 200);
    expect(head('jobcenter-persons.csv').toString('utf8')).toMatch(/^\uFEFFKundennummer;/);
    expect(head('city-persons.csv').toString('latin1')).toMatch(/^Aktenzeichen;.*Staatsangehörigkeit;Straße;.*\r\n/);
    expect(head('employment-agency-persons.csv').toString('utf8')).toMatch(/^file_number,booklet_number,.*[^\r]\n/);
    expect(head('caritas-persons.csv').toString('utf8')).toMatch(/^Klientennummer;.*Straße;.*[^\r]\n/);
  });

  it('hold cells with delimiters, quotes and line breaks, and letters that Windows-1252 lacks', () => {
    const cells = logical.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row)));
    for (const difficult of [/;/, /,/, /"/, /\n/, /ł/, /ș|ț/])
      expect(cells.some((cell) => difficult.test(cell))).toBe(true);
  });
});

describe('the people of the demonstration data', () => {
  const persons = rowsOf(logical, 'persons');

  it('can be reached only under numbers and addresses that belong to nobody', () => {
    const contacts = [...persons, ...rowsOf(logical, 'contact-persons'), ...rowsOf(logical, 'offices')];
    for (const { phone, email } of contacts) {
      if (phone !== undefined) expect(phone).toMatch(/^(0171 39200\d\d|030 23125 \d\d\d)$/);
      if (email !== undefined) expect(email).toMatch(/^[a-z0-9.-]+@example\.org$/);
    }
  });

  it('have names of at least five letters, so that a search in logs finds people and not parts of words', () => {
    const short = COUNTRIES.flatMap(({ female, male, family }) => [
      ...[...female, ...male, ...family.flatMap((name) => [name.male, name.female])].filter((name) => name.length < 5),
    ]);
    expect(short).toEqual([]);
  });

  it('are named in the README as they are in the files', () => {
    const readme = readFileSync(join(DATA_FOLDER, 'README.md'), 'utf8');
    const numbersOf = (booklet: string): string[] =>
      [
        ...rowsOf(logical, 'booklets').filter((row) => row['booklet_number'] === booklet),
        ...persons.filter((row) => row['booklet_number'] === booklet),
      ].map((row) => row['file_number']!);
    for (const booklet of ['RH-0001', 'RH-0002', 'RH-0003']) {
      const line = readme.split('\n').find((text) => text.startsWith(`| ${booklet} `)) ?? '';
      const name = persons.find((row) => row['booklet_number'] === booklet)!;
      for (const text of [`${name['given_name']} ${name['family_name']}`, name['birth_date'], ...numbersOf(booklet)]) {
        expect(line).toContain(text);
      }
    }
    const caritasOnly = rowsOf(logical, 'persons', 'caritas').find(
      (row) => row['family_name'] === 'Gjonbalaj' && row['given_name'] === 'Arbnor',
    );
    expect(caritasOnly?.['booklet_number']).toBeUndefined();
    expect(readme).toContain(caritasOnly?.['file_number']);
    expect(persons.filter((row) => row['family_name'] === 'Gjonbalaj' && row['given_name'] === 'Arbnor')).toHaveLength(
      1,
    );
  });
});
