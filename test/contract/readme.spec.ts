import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SETTINGS } from '../../src/platform/config/config';
import { projectRoot } from '../../src/platform/config/project-root';
import { ERROR_CODES } from '../../src/platform/errors';
import { PERSONA_NAMES } from '../../src/platform/identity/personas';
import { WRITTEN } from '../policy/written-policy';

const read = (file: string): string => readFileSync(join(projectRoot(), file), 'utf8');

const README = read('README.md');

/** The rows of the Markdown table that begins with this heading cell; each row as its cells. */
function table(firstHeading: string, text = README): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => cells(line)[0] === firstHeading);
  const rows = lines.slice(start + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map(cells);
}

function cells(line: string): string[] {
  return line.startsWith('|')
    ? line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    : [];
}

const sorted = (words: string): string => words.split(' ').sort().join(' ');

describe('the documentation', () => {
  it('lists every error code with its HTTP status and what to do, as the code has them', () => {
    const catalogue = Object.entries(ERROR_CODES).map(([code, { status, remedy }]) => [
      `\`${code}\``,
      `${status}`,
      remedy,
    ]);
    expect(table('code', read('docs/errors.md'))).toEqual(catalogue);
  });

  it('says of every setting what it means', () => {
    const rows = table('variable', read('docs/operations.md'));
    const documented = rows.flatMap(([names]) => [...names!.matchAll(/[A-Z][A-Z_]+/g)].map(([name]) => name));
    expect(SETTINGS.filter((name) => !documented.includes(name))).toEqual([]);
  });

  it('shows the ceilings of policy/rheine.yaml', () => {
    const institutions = ['city', 'jobcenter', 'employment-agency', 'caritas'];
    const shown = table('category').flatMap(([categories, ...row]) =>
      categories!.split(', ').map((category) => [category, ...row.map(sorted)]),
    );
    const written = Object.entries(WRITTEN.categories)
      .filter(([, { within }]) => within === undefined)
      .map(([category, { ceiling }]) => [
        category,
        ...institutions.map((institution) => sorted(ceiling[institution]!)),
      ]);
    expect(shown.sort()).toEqual(written.sort());
  });

  it('names every persona', () => {
    expect(PERSONA_NAMES.filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
  });

  it('says of every dependency why it is there, and of nothing else', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const installed = Object.keys(dependencies);
    const named = table('package').flatMap(([names]) => [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
    // `-max-directives` continues the name before it.
    const explained = named.map((name) =>
      name.startsWith('-') ? installed.find((other) => other.endsWith(name)) : name,
    );
    expect(explained.sort()).toEqual(installed.sort());
  });
});

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(projectRoot(), 'docs')).map((name) => `docs/${name}`),
];

describe.each(PAGES)('%s', (file) => {
  it('leads only to files that are there', () => {
    const targets = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !existsSync(join(projectRoot(), dirname(file), target)))).toEqual([]);
  });
});
