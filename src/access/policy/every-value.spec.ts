import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import { POLICY_FILE } from '../../../test/kit/policy';
import { loadPolicy } from './load-policy';
import { PolicyError } from './policy-error';

const TEXT = readFileSync(POLICY_FILE, 'utf8');

type Step = string | number;

/** Where the single values below a node are. */
function values(node: Node | null, path: readonly Step[] = []): readonly (readonly Step[])[] {
  if (isScalar(node)) return [path];
  if (isSeq(node)) return node.items.flatMap((item, index) => values(item as Node, [...path, index]));
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) =>
    values(value as Node | null, [...path, String((key as { value: unknown }).value)]),
  );
}

/** The path as a mistake writes it. */
const written = (path: readonly Step[]): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1);

/** The places that the loader names in a policy that was changed. */
function placesOfMistakes(change: (document: Document) => void): readonly string[] {
  const document = parseDocument(TEXT);
  change(document);
  try {
    loadPolicy(document.toString(), 'changed.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.mistakes.map(({ message }) => message.split(': ')[0]!);
  }
}

const SECTIONS = Object.keys(parseDocument(TEXT).toJS() as object);

describe('a policy in which a value is none', () => {
  it.each(SECTIONS)('is refused, and the loader names every such place below "%s"', (section) => {
    const paths = values(parseDocument(TEXT).get(section, true) as Node, [section]);
    expect(paths.length).toBeGreaterThan(0);
    const named = placesOfMistakes((document) => {
      for (const path of paths) document.setIn(path, {});
    });
    expect(paths.map(written).filter((place) => !named.includes(place))).toEqual([]);
  });
});
