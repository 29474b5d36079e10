import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConsentTexts } from '../../subgraphs/core/consent/text/read-consent-texts';
import { labelsIn } from './labels';
import { readPolicyFile } from './load-policy';
import { PolicyError } from './policy-error';
import { BUNDLED_LABELS, parseLabels, readLabels } from './read-labels';

const GERMAN = readFileSync(join(BUNDLED_LABELS, 'de.yaml'), 'utf8');

function mistakesOf(yaml: string): readonly string[] {
  try {
    parseLabels(yaml, 'de.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.mistakes.map(({ message }) => message);
  }
}

describe('the labels that a person reads', () => {
  const labels = readLabels(BUNDLED_LABELS);

  it('are there in every language in which one can consent', () => {
    const policy = readPolicyFile(join(BUNDLED_LABELS, '..', 'rheine.yaml'));
    const texts = readConsentTexts(join(BUNDLED_LABELS, '..', 'consent-texts'), policy);
    expect([...labels.keys()].sort()).toEqual([...new Set(texts.map(({ language }) => language))].sort());
  });

  it('are words of that language: none is left untranslated', () => {
    const of = (language: string) => {
      const { categories, purposes, sharing } = labels.get(language)!;
      return [...Object.values(categories), ...Object.values(purposes), ...Object.values(sharing)];
    };
    const german = of('de');
    for (const language of [...labels.keys()].filter((name) => name !== 'de')) {
      expect(of(language).filter((text) => german.includes(text))).toEqual([]);
    }
  });

  it.each([
    ['a word is missing', /^ {2}LANGUAGE: .*\n/m, 'categories: missing: LANGUAGE.'],
    ['an institution is missing', /^ {2}caritas: .*\n/m, 'institutions: missing: caritas.'],
    ['a label is empty', /Jugendamt$/m, 'institutions.youth-welfare-office: must be a text.'],
  ])('are an error at start where %s', (_, cut, message) => {
    expect(mistakesOf(GERMAN.replace(cut, ''))).toEqual([message]);
  });

  it('are an error where a word is one that the hub does not know, or the file is of another language', () => {
    expect(mistakesOf(GERMAN.replace('  SELF: ', '  SELBST: '))).toHaveLength(2);
    expect(mistakesOf(GERMAN.replace('language: de', 'language: en'))).toHaveLength(1);
  });

  it('are an error where the file is no YAML', () => {
    expect(mistakesOf('language: [')).toEqual([expect.stringContaining('end with a ]')]);
  });

  it('are the words themselves where there are none at all, and German for who asks for no language', () => {
    const none = labelsIn(new Map(), 'en');
    expect([none.language, none.of('purposes', 'LANGUAGE_PROMOTION')]).toEqual(['de', 'LANGUAGE_PROMOTION']);
    expect(labelsIn(labels, null).language).toBe('de');
  });

  it('are an error where German, the binding language, is missing, or there are none', () => {
    const directory = mkdtempSync(join(tmpdir(), 'labels-'));
    writeFileSync(join(directory, 'en.yaml'), readFileSync(join(BUNDLED_LABELS, 'en.yaml')));
    expect(() => readLabels(directory)).toThrow(/German labels are missing/);
    expect(() => readLabels(join(directory, 'nowhere'))).toThrow(PolicyError);
  });

  it('are German for who asks for a language that there is none of, and found for a regional one', () => {
    expect(labelsIn(labels, 'fr').of('purposes', 'LANGUAGE_PROMOTION')).toBe('Deutsch lernen');
    expect(labelsIn(labels, 'en-GB').of('purposes', 'LANGUAGE_PROMOTION')).toBe('Learning German');
    expect(labelsIn(labels, 'en').of('roles', 'unheard-of')).toBe('unheard-of');
  });
});
