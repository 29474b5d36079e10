import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { needsTransfer } from './authorship';
import { loadPolicy, readPolicyFile } from './load-policy';
import { BUNDLED_LABELS, readLabels } from './read-labels';
import { PolicyError, type PolicyMistake } from './policy-error';

const FILE = join(__dirname, '../../../policy/rheine.yaml');
const TEXT = readFileSync(FILE, 'utf8');

/** Replaces the first `find` after `anchor`. */
function change(anchor: string, find: string, put: string, text = TEXT): string {
  const from = text.indexOf(anchor);
  const at = text.indexOf(find, from);
  if (from < 0 || at < 0) throw new Error(`"${find}" not found after "${anchor}"`);
  return text.slice(0, at) + put + text.slice(at + find.length);
}

/** Puts the mark before the first `find`. */
function mark(find: string, text: string): string {
  return change(find, find, `«${find}`, text);
}

function upTo(section: string): string {
  return TEXT.slice(0, TEXT.indexOf(`\n${section}:`) + 1);
}

function mistakesOf(text: string): readonly PolicyMistake[] {
  try {
    loadPolicy(text, 'policy.yaml');
  } catch (error) {
    if (error instanceof PolicyError) return error.mistakes;
    throw error;
  }
  return [];
}

/** Loads a text in which `«` marks the place of the only mistake. */
function expectMistake(marked: string, message: RegExp | string): void {
  const before = marked.slice(0, marked.indexOf('«')).split('\n');
  const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  const found = mistakesOf(marked.replace('«', ''));
  expect(found.map(({ line, column }) => ({ line, column }))).toEqual([place]);
  expect(found[0]?.message).toMatch(message);
}

describe('loadPolicy', () => {
  const cells = '\n  HOUSEHOLD:';
  const statute = '\nstatutes:';

  it.each<[string, string, RegExp | string]>([
    ['a section that is missing', mark('municipality', upTo('statutes')), /^missing: statutes, sources\.$/],
    [
      'a section that is unknown',
      `${TEXT}«exceptions: none\n`,
      /^exceptions: unknown word\. Allowed here: municipality,/,
    ],
    ['a text that is a number', change('\nmunicipality', 'Rheine', '«48431'), 'municipality: must be a text.'],
    ['a text that is empty', change('\nmunicipality', 'Rheine', `«''`), 'municipality: must be a text.'],
    ['a text that is missing', change('\nmunicipality', 'municipality: Rheine', '«municipality:'), 'must be a text.'],
    [
      'a text that is a list',
      change('\nroles:', 'label: Planner', '«label: [Planner]'),
      'roles.planner.label: must be a text.',
    ],

    [
      'an institution that is unknown',
      change('\ninstitutions:', '  city:', '  «police: { name: Police }\n  city:'),
      /^institutions\.police: unknown word\. Allowed here: city, jobcenter,/,
    ],
    [
      'an institution that is doubled',
      change('\ninstitutions:', '  jobcenter:', '  «city: { name: A, nameDe: B, retrieval: true }\n  jobcenter:'),
      'institutions.city: written twice; keep one.',
    ],
    [
      'a flag that is a word',
      change('\n  caritas:', 'retrieval: false', 'retrieval: «never'),
      'institutions.caritas.retrieval: must be true or false.',
    ],
    [
      'an immigration authority that may receive',
      mark('immigration-authority', change('\n  immigration-authority:', '    neverReceives', '    #')),
      /missing: neverReceives/,
    ],

    [
      'a purpose with another code',
      change('\n  LANGUAGE_PROMOTION:', 'code: LP', 'code: «SP'),
      'purposes.LANGUAGE_PROMOTION.code: unknown word "SP". Allowed here: LP.',
    ],
    [
      'statistics that reach records',
      change('\n  STATISTICS:', 'reaches: AGGREGATES', 'reaches: «RECORDS'),
      'Allowed here: AGGREGATES.',
    ],

    [
      'a role that reaches an unknown thing',
      change('\n  administrator:', 'reaches: NOTHING', 'reaches: «EVERYTHING'),
      'Allowed here: CONTENT, FIGURES, METADATA, NOTHING.',
    ],
    [
      'staff that reaches itself',
      change('\n  administrator:', 'reaches: NOTHING', 'reaches: «SELF'),
      'Allowed here: CONTENT, FIGURES, METADATA, NOTHING.',
    ],
    [
      'a planner with a purpose for records',
      change('\n  planner:', 'purposes: EV ST', 'purposes: «EV CM'),
      `roles.planner.purposes: purpose "CM" is not allowed here, because it reaches records. Allowed here: EV, ST, '-'.`,
    ],
    [
      'an administrator with a purpose',
      change('\n  administrator:', `purposes: '-'`, 'purposes: «ST'),
      `purpose "ST" is not allowed here. Allowed here: '-'.`,
    ],

    [
      'a category that is unknown',
      change('\ncategories:', '  IDENTITY:', '  «HEALTH: {}\n  IDENTITY:'),
      /^categories\.HEALTH: unknown word/,
    ],
    [
      'a cell that is missing',
      mark('ceiling:\n      city: AC CM\n', change(cells, `\n      caritas: AC CM`, '')),
      `categories.HOUSEHOLD.ceiling: missing: caritas. Write '-' where nothing may be disclosed.`,
    ],
    [
      'a cell that is empty',
      change(cells, `employment-agency: '-'`, '«employment-agency:'),
      'categories.HOUSEHOLD.ceiling.employment-agency: must be a text.',
    ],
    [
      'a cell that is doubled',
      change(cells, `      caritas: AC CM`, '      caritas: AC CM\n      «city: AC'),
      'categories.HOUSEHOLD.ceiling.city: written twice; keep one.',
    ],
    [
      'a cell with an unknown purpose',
      change(cells, 'jobcenter: BA CM', 'jobcenter: «BA XX'),
      `categories.HOUSEHOLD.ceiling.jobcenter: unknown purpose "XX". Allowed here: AC, LP, LM, BA, CM, YT, '-'.`,
    ],
    [
      'a cell with a doubled purpose',
      change(cells, 'jobcenter: BA CM', 'jobcenter: «BA CM BA'),
      'purpose "BA" written twice',
    ],
    [
      'a cell with a purpose for figures',
      change(cells, 'jobcenter: BA CM', 'jobcenter: «BA ST'),
      'purpose "ST" is not allowed here, because it reaches aggregates only.',
    ],
    [
      'a cell for an institution that never receives',
      change(cells, '      caritas: AC CM', '      caritas: AC CM\n      immigration-authority: «CM'),
      /^categories\.HOUSEHOLD\.ceiling\.immigration-authority: never receives anything: section 87 AufenthG/,
    ],
    [
      'a cell for an unknown institution',
      change(cells, '      caritas: AC CM', '      caritas: AC CM\n      «police: CM'),
      'categories.HOUSEHOLD.ceiling.police: unknown word.',
    ],
    [
      'an own role that is unknown',
      change(cells, '[counsellor, case-manager', '[counsellor, «clerk'),
      'categories.HOUSEHOLD.ownRoles[1]: unknown word "clerk". Allowed here: counsellor, case-manager, service.',
    ],
    [
      'an own role that sees no records',
      change(cells, '[counsellor, case-manager', '[counsellor, «planner'),
      'unknown word "planner".',
    ],
    [
      'an own role that is doubled',
      change(cells, '[counsellor, case-manager', '[counsellor, «counsellor'),
      'role "counsellor" written twice',
    ],
    [
      'own roles that are no list',
      change(cells, 'ownRoles: [counsellor, case-manager, service]', 'ownRoles: «counsellor'),
      'categories.HOUSEHOLD.ownRoles: must be a list.',
    ],

    [
      'a narrower field with a wider cell',
      change('\n  RESIDENCE_TITLE:', 'jobcenter: BA LM', 'jobcenter: «BA LM CM'),
      'categories.RESIDENCE_TITLE.ceiling.jobcenter: wider than RESIDENCE: CM. Allowed here at most: BA LM.',
    ],
    [
      'a narrower field where its category is closed',
      change('\n  BENEFIT_AMOUNTS:', `employment-agency: '-'`, 'employment-agency: «LM'),
      `wider than BENEFITS: LM. Allowed here at most: '-'.`,
    ],
    [
      'a narrower field with more own roles',
      change('\n  BENEFITS:', 'case-manager, ', '', change('\n  BENEFIT_AMOUNTS:', 'ownRoles', '«ownRoles')),
      'categories.BENEFIT_AMOUNTS.ownRoles: wider than BENEFITS: case-manager.',
    ],
    [
      'a narrower field within nothing',
      mark('FILE_NUMBER', change('\n  FILE_NUMBER:', '    within: IDENTITY\n', '')),
      'categories.FILE_NUMBER: missing: within.',
    ],
    [
      'a narrower field within a narrower field',
      change('\n  FILE_NUMBER:', 'within: IDENTITY', 'within: «RESIDENCE_TITLE'),
      'unknown word "RESIDENCE_TITLE".',
    ],
    [
      'a category of its own within another',
      change('\n  CONTACT:', '    ownRoles', '    «within: IDENTITY\n    ownRoles'),
      'categories.CONTACT.within: unknown word.',
    ],

    [
      'a statute for an unknown category',
      change(statute, 'category: RESIDENCE', 'category: «HEALTH'),
      'statutes[0].category: unknown word "HEALTH".',
    ],
    [
      'a statute for a professional secret',
      change(statute, 'category: RESIDENCE', 'category: «COUNSELLING_NOTES'),
      'unknown word "COUNSELLING_NOTES".',
    ],
    [
      'a statute for an institution that never receives',
      change(statute, 'recipient: jobcenter', 'recipient: «immigration-authority'),
      'Allowed here: city, jobcenter, employment-agency, caritas, youth-welfare-office.',
    ],
    [
      'a statute for a purpose for figures',
      change(statute, 'purpose: BENEFIT_ADMINISTRATION', 'purpose: «STATISTICS'),
      'unknown word "STATISTICS".',
    ],
    [
      'a statute with a malformed id',
      change(statute, 'id: sgb-x-69-residence-jobcenter', 'id: «§ 69'),
      'must be lower-case words joined by hyphens.',
    ],
    [
      'a statute without law',
      mark('id: sgb-x', change(statute, '    law: section 69 SGB X\n', '')),
      'statutes[0]: missing: law.',
    ],
    [
      'a statute with a malformed condition',
      change(statute, 'whereRecipientHas: BenefitCase', 'whereRecipientHas: «benefit_cases'),
      'must be a record type such as BenefitCase.',
    ],
    ['statutes that are no list', `${upTo('statutes')}«statutes: {}\nsources: []\n`, 'statutes: must be a list.'],
    ['a source that is no mapping', `${upTo('sources')}sources:\n  - «GDPR\n`, 'sources[0]: must be a mapping.'],

    ['a key that is no word', `${TEXT}«1: one\n`, 'a key must be a word.'],
    [
      'a nested key that is no word',
      change(cells, '      caritas', '      «1: AC\n      caritas'),
      'categories.HOUSEHOLD.ceiling: a key must be a word.',
    ],
    ['an item without text', change(cells, '[counsellor, case-manager', '[counsellor, «null'), 'must be a text.'],
    [
      'an unquoted empty cell',
      change(cells, `employment-agency: '-'`, 'employment-agency: «-'),
      `(an empty cell is written '-' in quotes)`,
    ],
    ['text that is no YAML', `[«`, 'must end with a ]'],
    ['an unknown YAML tag', `municipality: «!!secret Rheine\n`, 'Unresolved tag'],
    ['no text at all', '«', 'must be a mapping.'],
  ])('refuses %s and names its line', (_, marked, message) => {
    expectMistake(marked, message);
  });

  it('reports every mistake at once, in the order of their places', () => {
    const text = change(
      '\n  YOUTH_SUPPORT:',
      'city: YT',
      'city: XX',
      change(cells, 'city: AC CM', 'city: AC ST XX', TEXT),
    );
    const doubled = change('\nstatutes:', '  - id', `  - ${upTo('sources').split('  - ')[1] ?? ''}  - id`, text);
    const found = mistakesOf(doubled);
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^categories\.HOUSEHOLD\.ceiling\.city: purpose "ST" is not allowed/),
      expect.stringMatching(/^categories\.HOUSEHOLD\.ceiling\.city: unknown purpose "XX"/),
      expect.stringMatching(/^categories\.YOUTH_SUPPORT\.ceiling\.city: unknown purpose "XX"/),
      'statutes[1].id: written twice; each statute has an id of its own.',
    ]);
    expect(() => loadPolicy(doubled, 'policy.yaml')).toThrow(
      `The policy has 4 mistakes:\npolicy.yaml:${found[0]?.line}:13: categories.HOUSEHOLD`,
    );
  });

  it('has no mistake left where everything is missing, but names each section', () => {
    expect(mistakesOf('municipality: Rheine').map(({ message }) => message)).toEqual([
      'missing: institutions, purposes, roles, categories, statutes, sources.',
    ]);
  });

  it('names every word that a statute lacks', () => {
    expect(mistakesOf(`${upTo('statutes')}statutes:\n  - {}\nsources: []\n`).map(({ message }) => message)).toEqual([
      'statutes[0]: missing: id, law, category, recipient, purpose, whereRecipientHas, whileLiving, explanation, explanationDe.',
    ]);
  });

  it('finds the mistakes of nested words that have no value', () => {
    expect(mistakesOf(`${upTo('institutions')}institutions:\n  city:\n`)).toContainEqual(
      expect.objectContaining({ message: 'institutions.city: must be a mapping.' }),
    );
  });

  it('reads who is bound to professional secrecy, and to whom a consent itself is the transfer', () => {
    const policy = readPolicyFile(FILE);
    expect(policy.institutions.get('caritas')).toMatchObject({ retrieval: false, secrecy: 'section 203 StGB' });
    expect(policy.institutions.get('city')?.secrecy).toBeUndefined();
    expect([...policy.transfers!.standing]).toEqual(['caritas']);
  });

  it('needs a transfer for every recipient that may retrieve nothing, where the section is missing', () => {
    const without = TEXT.slice(0, TEXT.indexOf('\ntransfers:') + 1) + TEXT.slice(TEXT.indexOf('\nstatutes:') + 1);
    const policy = loadPolicy(without, 'policy.yaml');
    expect(policy.transfers).toBeUndefined();
    expect([needsTransfer(policy, 'caritas'), needsTransfer(policy, 'city')]).toEqual([true, false]);
    expect(needsTransfer(readPolicyFile(FILE), 'caritas')).toBe(false);
  });

  it.each([
    ['an institution that retrieves data itself', 'city'],
    ['one that never receives anything', 'immigration-authority'],
  ])('refuses a standing transfer to %s', (_, id) => {
    expectMistake(change('\ntransfers', '[caritas]', `[«${id}]`), 'Allowed here: caritas, youth-welfare-office.');
  });

  it('refuses a standing transfer that is written twice', () => {
    expectMistake(change('\ntransfers', '[caritas]', '[caritas, «caritas]'), '"caritas" written twice; keep one.');
  });

  it('lets staff state the purpose of a statute for their institution', () => {
    const policy = loadPolicy(change(statute, 'recipient: jobcenter', 'recipient: youth-welfare-office'), FILE);
    expect([...(policy.institutions.get('youth-welfare-office')?.purposes ?? [])]).toEqual([
      'BENEFIT_ADMINISTRATION',
      'EVALUATION',
      'STATISTICS',
    ]);
  });

  it('gives a policy that nobody can change', () => {
    const policy = loadPolicy(TEXT, FILE);
    const categories = policy.categories as Map<string, unknown>;
    expect(() => categories.set('IDENTITY', undefined)).toThrow('immutable');
    expect(() => categories.delete('IDENTITY')).toThrow('immutable');
    expect(() => {
      categories.clear();
    }).toThrow('immutable');
    const purposes = policy.institutions.get('caritas')?.purposes as Set<string>;
    expect(() => purposes.add('BENEFIT_ADMINISTRATION')).toThrow('immutable');
    expect(everyObject(policy).filter((object) => !Object.isFrozen(object))).toEqual([]);
  });

  it('reads the same from any of two copies of the file', () => {
    const copy = loadPolicy(`\uFEFF${TEXT.replace(/\n/g, '\r\n')}`, 'copy.yaml', readLabels(BUNDLED_LABELS));
    expect(readPolicyFile(FILE)).toEqual(copy);
  });

  it('refuses a file that cannot be read', () => {
    expect(() => readPolicyFile('/nowhere/policy.yaml')).toThrow(PolicyError);
    expect(() => readPolicyFile('/nowhere/policy.yaml')).toThrow(
      '/nowhere/policy.yaml:1:1: the file cannot be read: Error: ENOENT',
    );
  });
});

function everyObject(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = value instanceof Map || value instanceof Set ? [...value.values()] : Object.values(value);
  return [value, ...inside.flatMap(everyObject)];
}
