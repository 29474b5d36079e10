import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { combinationsOutsideCeiling, type ConsentScope } from '../../src/access/policy/ceiling';
import { readPolicyFile } from '../../src/access/policy/load-policy';
import { CONSENT_CATEGORIES, CONSENT_STATES, PURPOSE_NAMES } from '../../src/access/vocabulary';
import { generate } from './generate';
import { columnsOf, requiredColumnsOf, VALUES, type Kind } from './kinds';
import { DATA_FOLDER } from './project';
import { readBack, rowsOf, type LogicalRow } from './read-back';

const files = readBack(generate());
const policy = readPolicyFile(join(DATA_FOLDER, '..', '..', 'policy', 'rheine.yaml'));

/** What identifies a row among those of its institution and kind. */
const NATURAL_KEYS: Readonly<Record<Kind, readonly string[]>> = {
  offices: ['code'],
  'contact-persons': ['code'],
  persons: ['file_number'],
  households: ['household_number', 'file_number'],
  booklets: ['file_number'],
  'contact-assignments': ['file_number', 'contact_code'],
  registrations: ['registration_number'],
  'residence-titles': ['title_number'],
  'language-courses': ['course_number'],
  'language-enrolments': ['course_number', 'file_number'],
  'benefit-cases': ['case_number'],
  'benefit-awards': ['award_number'],
  'integration-agreements': ['agreement_number'],
  'jobseeker-profiles': ['profile_number'],
  qualifications: ['qualification_number'],
  'counselling-episodes': ['episode_number'],
  'counselling-notes': ['note_number'],
  'language-assessments': ['assessment_number'],
  cases: ['case_number'],
  measures: ['measure_number'],
  consents: ['consent_number'],
};

describe('the files in the order of the manifest', () => {
  it('refer only to what the same institution has delivered before, and to booklets issued before', () => {
    const known = new Set<string>();
    const missing: string[] = [];
    for (const { kind, institution, file, rows } of files) {
      const see = (what: string, value: string | undefined): void => void known.add(`${what} ${value}`);
      const need = (what: string, value: string | undefined): void => {
        if (value !== undefined && !known.has(`${what} ${value}`)) missing.push(`${file}: ${what} ${value}`);
      };
      for (const row of rows) {
        if (kind === 'persons') see(`${institution} person`, row['file_number']);
        else need(`${institution} person`, row['file_number']);
        if (kind === 'booklets') see('booklet', row['booklet_number']);
        else need('booklet', row['booklet_number']);
        if (kind === 'language-courses') see('course', row['course_number']);
        else need('course', row['course_number']);
        if (kind === 'offices') see(`${institution} office`, row['code']);
        need(`${institution} office`, row['office_code']);
        if (kind === 'contact-persons') see(`${institution} contact`, row['code']);
        need(`${institution} contact`, row['contact_code']);
      }
    }
    expect(missing).toEqual([]);
  });

  it('have no two rows with the same natural key', () => {
    const seen = new Set<string>();
    const doubled: string[] = [];
    for (const { kind, institution, rows } of files) {
      for (const row of rows) {
        const key = [institution, kind, ...NATURAL_KEYS[kind].map((column) => row[column])].join(' ');
        if (seen.has(key)) doubled.push(key);
        seen.add(key);
      }
    }
    expect(doubled).toEqual([]);
  });

  it('fill every required column and use no other columns', () => {
    for (const { kind, file, rows } of files) {
      expect(rows.length).toBeGreaterThan(0);
      const unknown = rows.flatMap((row) => Object.keys(row).filter((column) => !columnsOf(kind).includes(column)));
      const empty = rows.flatMap((row) => requiredColumnsOf(kind).filter((column) => row[column] === undefined));
      expect({ file, unknown, empty }).toEqual({ file, unknown: [], empty: [] });
    }
  });

  it('use only the values that a column allows, and every one of the states that matter to access', () => {
    for (const { kind, file, rows } of files) {
      for (const column of columnsOf(kind)) {
        const allowed = VALUES[`${kind}.${column}`];
        const used = new Set(rows.flatMap((row) => row[column] ?? []));
        if (allowed !== undefined)
          expect({ file, column, allowed }).toEqual({ file, column, allowed: expect.arrayContaining([...used]) });
      }
    }
    expect(new Set(rowsOf(files, 'consents').map((row) => row['state']))).toEqual(new Set(CONSENT_STATES));
  });

  it('link a booklet to at most one person of each institution', () => {
    for (const institution of ['city', 'jobcenter', 'employment-agency', 'caritas'] as const) {
      const numbers = rowsOf(files, 'persons', institution).flatMap((row) => row['booklet_number'] ?? []);
      const issued = rowsOf(files, 'booklets', institution).flatMap((row) => row['booklet_number'] ?? []);
      expect(new Set([...numbers, ...issued]).size).toBe(numbers.length + issued.length);
    }
  });
});

describe('the people of the demonstration data', () => {
  it.each(['RH-0001', 'RH-0003'])('who carry %s have records of every kind at all four institutions', (booklet) => {
    const kinds = new Set<string>();
    for (const { kind, institution, rows } of files) {
      const numbers = [...rowsOf(files, 'booklets', institution), ...rowsOf(files, 'persons', institution)]
        .filter((row) => row['booklet_number'] === booklet)
        .map((row) => row['file_number']);
      if (rows.some((row) => numbers.includes(row['file_number']))) kinds.add(kind);
    }
    const aboutPersons = Object.keys(NATURAL_KEYS).filter((kind) => columnsOf(kind as Kind).includes('file_number'));
    expect(kinds).toEqual(new Set(aboutPersons));
  });

  it('are known at several institutions without a link, if they carry no booklet', () => {
    const nameOf = (row: LogicalRow): string =>
      [row['family_name'], row['birth_date'], row['sex']]
        .join(' ')
        .normalize('NFD')
        .replaceAll(/[^A-Za-z0-9 -]/g, '');
    const atCity = new Set(rowsOf(files, 'persons', 'city').map(nameOf));
    const elsewhere = files.filter((file) => file.kind === 'persons' && file.institution !== 'city');
    const unlinked = elsewhere.flatMap((file) => file.rows.filter((row) => row['booklet_number'] === undefined));
    expect(unlinked.filter((row) => atCity.has(nameOf(row))).length).toBeGreaterThan(50);
  });
});

describe('consents of the demonstration data', () => {
  const consents = rowsOf(files, 'consents');
  const scopeOf = (row: LogicalRow): ConsentScope =>
    ({
      recipients: row['recipients']?.split('|'),
      categories: row['categories']?.split('|'),
      purposes: row['purposes']?.split('|'),
    }) as unknown as ConsentScope;

  it('stay below the ceiling of the policy in every combination', () => {
    const outside = consents.flatMap((row) => combinationsOutsideCeiling(policy, scopeOf(row)));
    expect(outside).toEqual([]);
  });

  it('are sometimes not valid yet or no longer, and otherwise outlive the demonstration', () => {
    const given = consents.filter((row) => ['GIVEN', 'RENEWED'].includes(row['state'] ?? ''));
    expect(given.some((row) => row['valid_from']! >= '2090')).toBe(true);
    expect(given.some((row) => row['valid_until']! < '2021')).toBe(true);
    const active = given.filter((row) => row['valid_from']! < '2021' && row['valid_until']! > '2021');
    expect(new Set(active.map((row) => row['valid_until']))).toEqual(new Set(['2099-12-31']));
    expect(active.length).toBeGreaterThan(20);
  });

  it('end when, and only when, their state says so', () => {
    const endedStates = ['WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED'];
    const wrong = consents.filter((row) => (row['ended_on'] !== undefined) !== endedStates.includes(row['state']!));
    expect(wrong).toEqual([]);
  });

  const ofCarrier = (bookletNumber: string): LogicalRow[] => {
    const fileNumber = rowsOf(files, 'booklets', 'city').find((row) => row['booklet_number'] === bookletNumber)?.[
      'file_number'
    ];
    return rowsOf(files, 'consents', 'city').filter((row) => row['file_number'] === fileNumber);
  };

  it('of RH-0001 let the jobcenter see identity and language for case management, and nothing else', () => {
    expect(ofCarrier('RH-0001')).toEqual([
      expect.objectContaining({
        recipients: 'jobcenter',
        categories: 'IDENTITY|LANGUAGE',
        purposes: 'CASE_MANAGEMENT',
        state: 'GIVEN',
      }),
    ]);
  });

  it('of RH-0002 are all withdrawn', () => {
    expect(new Set(ofCarrier('RH-0002').map((row) => row['state']))).toEqual(new Set(['WITHDRAWN']));
  });

  it('of RH-0003 are as broad for case management as the policy allows', () => {
    const rows = ofCarrier('RH-0003');
    expect(rows.map((row) => row['recipients'])).toEqual(['city', 'jobcenter', 'employment-agency', 'caritas']);
    for (const row of rows) {
      const recipients = scopeOf(row).recipients;
      const allowed = CONSENT_CATEGORIES.filter((category) => {
        const scope = { recipients, categories: [category], purposes: ['CASE_MANAGEMENT'] } as ConsentScope;
        return combinationsOutsideCeiling(policy, scope).length === 0;
      });
      expect(row).toMatchObject({ state: 'GIVEN', purposes: 'CASE_MANAGEMENT', categories: allowed.join('|') });
      expect(row['secrecy_release']).toBe('true');
    }
  });

  it('name every purpose that reaches records', () => {
    const purposes = new Set(consents.flatMap((row) => row['purposes']?.split('|') ?? []));
    expect(purposes).toEqual(new Set(PURPOSE_NAMES.filter((name) => policy.purposes.get(name)?.reaches === 'RECORDS')));
  });
});
