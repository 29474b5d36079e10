import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../platform/config/project-root';
import { CATEGORIES, INSTITUTIONS, PURPOSE_NAMES, ROLES } from '../vocabulary';
import { frozenMap } from './freeze';
import { LABELS_FALLBACK, SHARING_STATES, type Labels } from './labels';
import { PolicyError } from './policy-error';
import { YamlReader } from './yaml-reader';

/** The labels that come with the hub. */
export const BUNDLED_LABELS = join(projectRoot(), 'policy', 'labels');

const WORDS = {
  institutions: INSTITUTIONS,
  purposes: PURPOSE_NAMES,
  categories: CATEGORIES,
  roles: ROLES,
  bases: ['OWN_RECORD', 'SELF', 'REPRESENTATION', 'CONSENT', 'STATUTE'],
  sharing: SHARING_STATES,
} as const;
const KINDS = Object.keys(WORDS) as (keyof typeof WORDS)[];

/**
 * Reads the labels of a directory: one YAML file per language.
 * @returns by language
 * @throws PolicyError that names every missing or unknown word of a file with its line, or that there is no German
 */
export function readLabels(directory: string): ReadonlyMap<string, Labels> {
  const files = labelFiles(directory).map((name) => parseLabels(readFileSync(join(directory, name), 'utf8'), name));
  const labels = new Map(files.map((found) => [found.language, found]));
  if (!labels.has(LABELS_FALLBACK)) {
    throw new PolicyError(directory, [
      { line: 1, column: 1, message: `the German labels are missing (${LABELS_FALLBACK}.yaml).` },
    ]);
  }
  return frozenMap(labels);
}

/** @throws PolicyError that names every mistake of the file */
export function parseLabels(yaml: string, file: string): Labels {
  const reader = new YamlReader(yaml);
  if (reader.mistakes.length > 0) throw new PolicyError(file, reader.mistakes);
  const sections = reader.record(reader.root, ['language', ...KINDS]);
  const language = reader.word(sections.language, [file.replace(/\.yaml$/, '')]) ?? '';
  const kinds = KINDS.map((kind) => {
    const words: readonly string[] = WORDS[kind];
    const places = reader.record(sections[kind], words);
    return [kind, Object.freeze(Object.fromEntries(words.map((word) => [word, reader.text(places[word]) ?? ''])))];
  });
  if (reader.mistakes.length > 0) throw new PolicyError(file, reader.mistakes);
  return Object.freeze({ language, ...Object.fromEntries(kinds) }) as Labels;
}

function labelFiles(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith('.yaml'));
  } catch (error) {
    throw new PolicyError(directory, [
      { line: 1, column: 1, message: `the directory of the labels cannot be read: ${String(error)}` },
    ]);
  }
}
