import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Category } from '../vocabulary';
import { readPolicyFile } from './load-policy';
import { markdownTable } from './markdown-table';
import { printPolicy, type PolicyField } from './policy-document';

const policy = readPolicyFile(join(__dirname, '../../../policy/rheine.yaml'));

/** The cells of the row that begins with `name`, in the last table that has one. */
function row(document: string, name: string): readonly string[] {
  const line = document.split('\n').findLast((candidate) => candidate.startsWith(`| ${name} `)) ?? '';
  return line
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .slice(1, -1);
}

function fieldRow(field: PolicyField): readonly string[] {
  return row(printPolicy(policy, [field]), `${field.type}.${field.field}`);
}

describe('printPolicy', () => {
  it('prints one row per field with the purposes of each institution, statutes marked', () => {
    expect(fieldRow({ type: 'Registration', field: 'registeredOn', category: 'RESIDENCE' })).toEqual([
      'Registration.registeredOn',
      'RESIDENCE',
      'AC CM YT',
      'LM BA§',
      'LM',
      'AC CM',
      '-',
      '-',
      '',
    ]);
  });

  it('prints "own" for the only institution that writes such records', () => {
    const field = { type: 'CounsellingNote', field: 'text', category: 'COUNSELLING_NOTES', owner: 'caritas' } as const;
    expect(fieldRow(field).slice(2)).toEqual(['-', '-', '-', 'own', '-', '-', 'section 203 StGB']);
  });

  it('prints "own" for everybody but the immigration authority where nobody may receive what any may write', () => {
    const cells = fieldRow({ type: 'Person', field: 'fileNumber', category: 'FILE_NUMBER' }).slice(2);
    expect(cells).toEqual(['own', 'own', 'own', 'own', 'own', '-', '']);
  });

  it('prints why a field is open', () => {
    const field = {
      type: 'Office',
      field: 'name',
      category: null,
      openReason: 'Published by the institution | a list.',
    };
    const cells = fieldRow(field).slice(1);
    expect(cells).toEqual(['', ...Array.from({ length: 6 }, () => 'open'), 'Published by the institution \\| a list.']);
    expect(fieldRow({ type: 'Office', field: 'town', category: null }).at(-1)).toBe('');
  });

  it('prints never for a category that the policy does not know', () => {
    const cells = fieldRow({ type: 'Person', field: 'diagnosis', category: 'HEALTH' as Category }).slice(2);
    expect(cells).toEqual(['-', '-', '-', '-', '-', '-', '']);
  });

  it('prints institutions, purposes, roles, categories, statutes and sources in English and German', () => {
    const document = printPolicy(policy, []);
    expect(document).toContain('# Policy of Rheine\n');
    expect(row(document, 'immigration-authority')).toEqual([
      'immigration-authority',
      'Immigration authority',
      'Ausländerbehörde',
      '-',
      'no',
      'never receives anything: section 87 AufenthG (duties to report to the immigration authority)',
    ]);
    expect(row(document, 'BA')).toEqual([
      'BA',
      'BENEFIT_ADMINISTRATION',
      'Benefit administration',
      'Leistungsgewährung',
      'records',
    ]);
    expect(row(document, 'ST')).toContain('figures only');
    expect(row(document, 'planner')).toEqual([
      'planner',
      'Planner',
      'Planung und Controlling',
      'figures only',
      'EV ST',
    ]);
    expect(row(document, 'RESIDENCE_TITLE')[3]).toBe('RESIDENCE');
    expect(row(document, 'section 69 SGB X')).toHaveLength(3);
    expect(document).toContain('Das Jobcenter darf ohne Ihre Einwilligung');
    for (const { law } of policy.sources) expect(document).toContain(law);
  });

  it('says who wins where a file differs from what staff changed in the hub', () => {
    expect(printPolicy(policy, [])).toContain('(`HUB_WINS`)');
    expect(printPolicy({ ...policy, import: { changedInHub: 'FILE_WINS' } }, [])).toContain('(`FILE_WINS`)');
  });

  it('tells of no law on transfers where the policy has none, and nobody receives without one', () => {
    const { transfers, ...without } = policy;
    const document = printPolicy(without, []);
    expect(printPolicy(policy, [])).toContain(`\n\n${transfers!.law}: `);
    expect(document).not.toContain(transfers!.notice);
    expect(document).not.toContain('a standing transfer');
  });

  it('says so where there is no statute, and nobody of the own institution may see a category', () => {
    const identity = policy.categories.get('IDENTITY');
    if (identity === undefined) throw new Error('IDENTITY is missing');
    const closed = new Map(policy.categories).set('IDENTITY', { ...identity, ownRoles: new Set() });
    const document = printPolicy({ ...policy, categories: closed, statutes: [] }, []);
    expect(document).toContain('## Disclosures by statute\n\nNone.\n');
    expect(row(document, 'IDENTITY').at(-2)).toBe('-');
  });
});

describe('markdownTable', () => {
  it('aligns columns by characters and keeps a cell in one line', () => {
    expect(markdownTable([['name', 'x'], ['Büro\nMitte', '§'], ['short']])).toBe(
      ['| name       | x   |', '| ---------- | --- |', '| Büro Mitte | §   |', '| short      |     |'].join('\n'),
    );
  });

  it('prints an empty table for no rows', () => {
    expect(markdownTable([])).toBe('|  |\n|  |');
  });
});
