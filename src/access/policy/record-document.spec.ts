import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { POLICY_FILE, policyMistakes, rheinePolicy } from '../../../test/kit/policy';
import { loadPolicy } from './load-policy';
import type { Policy } from './policy';
import { isRecorded, printRecord } from './record-document';

const TEXT = readFileSync(POLICY_FILE, 'utf8');
const [ARTICLE_30, SECTION_79] = ['# Verzeichnis von Verarbeitungstätigkeiten', '# Festlegung des Abrufverfahrens'];

function recorded(policy: Policy): string {
  if (!isRecorded(policy)) throw new Error('This policy has no record.');
  return printRecord(policy);
}
/** The policy of Rheine after a change of its text. */
function changed(found: string | RegExp, replacement: string): Policy {
  const text = TEXT.replace(found, replacement);
  expect(text).not.toBe(TEXT);
  return loadPolicy(text, 'changed.yaml');
}
/** The cells of every row below a heading, up to the next one. */
function rows(document: string, heading: string): string[][] {
  const start = document.indexOf(heading);
  expect(start).toBeGreaterThanOrEqual(0);
  const [section] = document.slice(start + heading.length).split(/\n#/);
  return section!
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('the record of processing activities', () => {
  const policy = rheinePolicy();
  const record = recorded(policy);

  it('names every institution that may receive anything, whom to ask there, and who supervises it', () => {
    const [, ...controllers] = rows(record, '## Verantwortliche');
    expect(controllers.map(([name]) => name)).toEqual(
      [...policy.institutions.values()].filter(({ neverReceives }) => !neverReceives).map(({ nameDe }) => nameDe),
    );
    for (const row of controllers) expect(row.every((cell) => cell !== '' && cell !== '-')).toBe(true);
    expect(record).not.toContain(policy.institutions.get('immigration-authority')!.nameDe);
  });

  it('names every purpose with its legal basis', () => {
    for (const { id, labelDe } of policy.purposes.values()) {
      expect(record).toContain(`### ${labelDe} (`);
      expect(record).toContain(`Rechtsgrundlage: ${policy.processing!.legalBases.get(id)}`);
    }
  });

  it('says for every purpose who can receive which data on which basis: exactly the cells of the policy', () => {
    for (const { id, labelDe, reaches } of policy.purposes.values()) {
      const said = rows(record, `### ${labelDe} (`)
        .slice(1)
        .map(([to, what]) => `${to} ${what}`);
      const written = [...policy.categories.values()].flatMap((category) => [
        ...[...category.ceiling]
          .filter(([, purposes]) => purposes.has(id))
          .map(([to]) => `${policy.institutions.get(to)!.nameDe} ${category.labelDe}`),
        ...policy.statutes
          .filter((statute) => statute.category === category.id && statute.purpose === id)
          .map(({ recipient }) => `${policy.institutions.get(recipient)!.nameDe} ${category.labelDe}`),
      ]);
      expect(new Set(said)).toEqual(new Set(reaches === 'RECORDS' ? written : []));
    }
  });

  it('says of every category how long it is kept and what the law forbids to erase', () => {
    const categories = rows(record, '## Kategorien').slice(1);
    expect(categories.map(([label]) => label)).toEqual([...policy.categories.values()].map(({ labelDe }) => labelDe));
    const benefits = categories.find(([label]) => label === policy.categories.get('BENEFITS')!.labelDe)!;
    expect(benefits[2]).toMatch(/fünf Jahre.*10 Jahre \(§ 45 Abs\. 3 SGB X/);
    expect(categories.find(([label]) => label === 'Beratungsnotizen')!.at(-1)).toBe('§ 203 StGB');
    expect(record).toMatch(/Nach einer Löschung auf Antrag bleibt 10 Jahre lang ein .* Hashwert/);
  });

  it('names every statute as the person is told of it', () => {
    for (const { explanationDe } of policy.statutes) expect(record).toContain(explanationDe);
    expect(rows(record, '## Übermittlungen kraft Gesetzes')[1]![0]).toBe('§ 69 SGB X');
    expect(recorded(changed(/\nstatutes:\n[\s\S]*?\nsources:/, '\nstatutes: []\n\nsources:'))).toContain('Keine.');
  });

  it('forgets a cell that is taken out of the policy, in every place', () => {
    const cell = ['Caritas, Migrationsberatung', 'Sprachkurse und Sprachniveau'];
    const language = /( {2}LANGUAGE:\n(?:.*\n)*? {6}caritas: )AC LP CM/;
    const purposes = ['Ankommensberatung', 'Sprachförderung', 'Fallmanagement'];
    const withIt = (document: string) =>
      purposes.filter((purpose) =>
        rows(document, `### ${purpose} (`).some(([to, what]) => to === cell[0] && what === cell[1]),
      );
    expect(withIt(record)).toEqual(purposes);
    expect(withIt(recorded(changed(language, "$1'-'")))).toEqual([]);
    expect(withIt(recorded(changed(language, '$1AC CM')))).toEqual(['Ankommensberatung', 'Fallmanagement']);
  });

  it('says so where nothing is disclosed for a purpose, nobody reads a category, and no party is described', () => {
    const { receipts: _, ...rest } = policy;
    const closed = [...policy.categories].map(
      ([id, category]) => [id, { ...category, ceiling: new Map(), ownRoles: new Set<never>() }] as const,
    );
    const document = recorded({ ...rest, categories: new Map(closed), statutes: [] });
    expect(document).toContain('Für diesen Zweck wird nichts an andere Stellen übermittelt.');
    expect(
      rows(document, '## Kategorien')
        .slice(1)
        .map(([, readers]) => readers),
    ).toEqual(closed.map(() => '-'));
    const [, ...controllers] = rows(document, '## Verantwortliche');
    expect(controllers.map((row) => [row[2], row[4], row[5]])).toEqual(controllers.map(() => ['-', '-', '-']));
  });

  it('tells what the policy tells of measures and third countries', () => {
    expect(
      rows(record, '## Technische')
        .slice(1)
        .map(([, measure]) => measure),
    ).toEqual(policy.processing!.measures.map(({ measure }) => measure));
    expect(record).toContain(policy.processing!.thirdCountries);
  });
});

describe('the fixation of the automated retrieval', () => {
  const policy = rheinePolicy();
  const fixation = (of: Policy = policy) => {
    const record = recorded(of);
    return record.slice(record.indexOf(SECTION_79));
  };

  it('follows the record, and has the four points of section 79(2) SGB X', () => {
    expect(recorded(policy).indexOf(ARTICLE_30)).toBe(0);
    expect([...fixation().matchAll(/^## (\d)\. (.*)$/gm)].map(([, number, title]) => `${number} ${title}`)).toEqual([
      '1 Anlass und Zweck',
      '2 Stellen, an die übermittelt wird',
      '3 Art der zu übermittelnden Daten',
      '4 Technische und organisatorische Maßnahmen',
    ]);
    expect(fixation()).toContain(policy.processing!.occasion);
  });

  it('names only institutions that may retrieve, and says of the others that they may not', () => {
    expect(
      rows(fixation(), '## 2. ')
        .slice(1)
        .map(([name]) => name),
    ).toEqual(['city', 'jobcenter', 'employment-agency'].map((id) => policy.institutions.get(id as 'city')!.nameDe));
    expect(fixation()).toMatch(/Nicht zum Abruf berechtigt .*Caritas, Migrationsberatung/);
    const text = TEXT.replace(/( {2}caritas:\n(?:.*\n)*? {4}retrieval: )false/, '$1true').replace(
      'standing: [caritas]',
      'standing: []',
    );
    const open = loadPolicy(text, 'open.yaml');
    expect(() => recorded(open)).not.toThrow();
    expect(
      rows(fixation(open), '## 2. ')
        .slice(1)
        .map(([name]) => name),
    ).toContain('Caritas, Migrationsberatung');
  });

  it('cites the law of single transfers itself where the policy says nothing of transfers', () => {
    const { transfers: _, ...without } = policy;
    expect(fixation(without)).toContain('nur durch einzelne Übermittlung (§ 78 SGB X).');
  });

  it('lists the data of each recipient with the purposes, and those of a statute with its sign', () => {
    const table = rows(fixation(), '## 3. ');
    const residence = table.find(([label]) => label === 'Meldung und Aufenthalt')!;
    expect(residence[table[0]!.indexOf(policy.institutions.get('jobcenter')!.nameDe)]).toBe('LM BA§');
    expect(table.map(([label]) => label)).not.toContain('Beratungsnotizen');
    const without = changed(/( {2}YOUTH_SUPPORT:\n(?:.*\n)*? {6}city: )YT\n( {6}jobcenter: )YT/, "$1'-'\n$2'-'");
    expect(rows(fixation(without), '## 3. ').map(([label]) => label)).not.toContain(
      'Unterstützung junger Volljähriger',
    );
  });
});

describe('what the policy has to say for its record', () => {
  it.each([
    [/^ {4}STATISTICS: Art\..*\n/m, '', 'processing.legalBases: missing: STATISTICS.'],
    [/^ {4}YOUTH_SUPPORT: drei.*\n/m, '', 'processing.retention: missing: YOUTH_SUPPORT.'],
    [/^ {6}responsible: Caritasverband.*\n/m, '', 'processing.controllers.caritas: missing: responsible.'],
    [/^ {2}occasion: >-\n(?: {4}.*\n)+/m, '', 'processing: missing: occasion.'],
    [/^ {2}measures:\n(?: {4}.*\n)+/m, '  measures: []\n', 'processing.measures: must name at least one measure.'],
  ])('is complete: a policy without %s is refused', (found, replacement, mistake) => {
    expect(policyMistakes((text) => text.replace(found, replacement))).toContain(mistake);
  });

  it('can be left out as a whole; then there is no record', () => {
    const text = TEXT.replace(/^processing:\n(?:[ \n].*\n|\n)+/m, '');
    expect(loadPolicy(text, 'without.yaml').processing).toBeUndefined();
  });
});
