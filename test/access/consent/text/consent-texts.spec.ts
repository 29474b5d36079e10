import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { useDatabase } from '../../../kit/database';
import { rheinePolicy } from '../../../kit/policy';
import { projectRoot } from '../../../../src/platform/config/project-root';
import { loadConsentTexts } from '../../../../src/subgraphs/core/consent/text/load-consent-texts.store';
import {
  parseConsentTexts,
  readConsentTexts,
  type WrittenText,
} from '../../../../src/subgraphs/core/consent/text/read-consent-texts';
import { hashOf } from '../../../../src/subgraphs/core/consent/text/wording';

const DIRECTORY = join(projectRoot(), 'policy', 'consent-texts');
const texts = readConsentTexts(DIRECTORY, rheinePolicy());

describe('the wording of Rheine', () => {
  it('exists for each purpose that needs a consent, in six languages', () => {
    const found = texts.map(({ purpose, language }) => `${purpose} ${language}`);
    const purposes = [...rheinePolicy().purposes.values()].filter(({ reaches }) => reaches === 'RECORDS');
    const expected = purposes.flatMap(({ id }) =>
      ['ar', 'de', 'en', 'fa', 'tr', 'uk'].map((language) => `${id} ${language}`),
    );
    expect(found.sort()).toEqual(expected.sort());
  });

  it('says in each of them what happens if the person says no, and never the same for two purposes', () => {
    for (const language of ['ar', 'de', 'en', 'fa', 'tr', 'uk']) {
      const own = texts.filter((text) => text.language === language);
      expect(new Set(own.map(({ ifRefused }) => ifRefused)).size).toBe(own.length);
      expect(new Set(own.map(({ body }) => body)).size).toBe(own.length);
    }
  });
});

describe('the hash of a wording', () => {
  const wording = {
    purpose: 'CASE_MANAGEMENT',
    language: 'de',
    version: 2,
    title: 'Fallmanagement',
    body: 'Ich bin "einverstanden".\n€',
    ifRefused: 'Nichts.',
    rights: 'Widerruf',
  } as const;

  it('is SHA-256 over the canonical JSON of RFC 8785, written out here by hand', () => {
    const canonical =
      '{"body":"Ich bin \\"einverstanden\\".\\n€","ifRefused":"Nichts.","language":"de","purpose":"CASE_MANAGEMENT",' +
      '"rights":"Widerruf","title":"Fallmanagement","version":2}';
    expect(hashOf(wording)).toBe(createHash('sha256').update(canonical, 'utf8').digest('hex'));
  });

  it.each(['title', 'body', 'ifRefused', 'rights', 'language'] as const)('changes with one letter of %s', (field) => {
    expect(hashOf({ ...wording, [field]: `${wording[field]}.` })).not.toBe(hashOf(wording));
  });
});

describe('a file of wordings', () => {
  const german = readFileSync(join(DIRECTORY, 'de.yaml'), 'utf8');

  it.each([
    ['a missing purpose', german.replace(/ {2}CASE_MANAGEMENT:[^]*?(?= {2}YOUTH)/, ''), 'missing CASE_MANAGEMENT'],
    ['a purpose that needs no consent', german.replace('CASE_MANAGEMENT', 'STATISTICS'), 'unknown STATISTICS'],
    ['no word on a refusal', german.replace('ifRefused', 'ifRefuse'), 'ifRefused'],
    ['a language that is none', german.replace('language: de', 'language: Deutsch'), 'language'],
    ['no institution as author', german.replace('author: city', 'author: Rheine'), 'author'],
    ['a review by its author', german.replace('institution: caritas', 'institution: city'), 'review.institution'],
    [
      'a review by who never receives anything',
      german.replace('institution: caritas', 'institution: immigration-authority'),
      'immigration-authority never receives anything',
    ],
    ['a day that is none', german.replace('2026-11-01', '2026-02-30'), 'review.on'],
  ])('is refused with %s, and says where', (_, yaml, place) => {
    expect(yaml).not.toBe(german);
    expect(() => parseConsentTexts(yaml, 'de.yaml', rheinePolicy())).toThrow(`de.yaml`);
    expect(() => parseConsentTexts(yaml, 'de.yaml', rheinePolicy())).toThrow(place);
  });
});

it('a directory without the German wording is refused: it is the binding one', () => {
  const directory = mkdtempSync(join(tmpdir(), 'consent-texts-'));
  copyFileSync(join(DIRECTORY, 'en.yaml'), join(directory, 'en.yaml'));
  expect(() => readConsentTexts(directory, rheinePolicy())).toThrow('the German wording is missing (de.yaml)');
});

describe('loading the files', () => {
  const database = useDatabase();
  const load = async (written: readonly WrittenText[]) => {
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    try {
      return await loadConsentTexts(client, written);
    } finally {
      await client.end();
    }
  };
  const states = () =>
    database.asOwner<{ text: string }>(
      `select concat_ws(' ', language, version, state) as text from core.consent_text
       where purpose = 'CASE_MANAGEMENT' and language in ('de', 'en', 'pl') order by 1`,
    );
  const of = (language: string, version: number, review: WrittenText['review']): WrittenText => ({
    ...texts.find((text) => text.purpose === 'CASE_MANAGEMENT' && text.language === 'de')!,
    language,
    version,
    review,
    title: `${language} ${version}`,
  });
  const review = { by: 'officer', institution: 'caritas', on: '2026-11-01' } as const;

  it('again changes nothing', async () => {
    expect(await load(texts)).toBe(0);
  });

  it('refuses words that have changed under their version', async () => {
    const [first, ...rest] = texts;
    await expect(load([{ ...first!, body: 'Anders.' }, ...rest])).rejects.toThrow('Write a new version');
  });

  it('activates a further translation of the active version, if it was reviewed', async () => {
    const german = texts.filter(({ language }) => language === 'de');
    expect(await load([...german, of('pl', 1, review)])).toBe(1);
    expect((await states()).map(({ text }) => text)).toEqual(['de 1 ACTIVE', 'en 1 ACTIVE', 'pl 1 ACTIVE']);
  });

  it('lets a new version wait for its activation, and a translation for its review', async () => {
    expect(await load([of('de', 2, review), of('en', 2, review), of('pl', 2, null)])).toBe(3);
    expect((await states()).map(({ text }) => text)).toEqual([
      'de 1 ACTIVE',
      'de 2 DRAFT',
      'en 1 ACTIVE',
      'en 2 DRAFT',
      'pl 1 ACTIVE',
      'pl 2 DRAFT',
    ]);
  });

  it('lets a draft be corrected, and takes its review; the words of anything reviewed stand', async () => {
    const corrected = { ...of('pl', 2, null), title: 'pl 2, corrected' };
    expect(await load([of('de', 2, review), corrected])).toBe(1);
    expect(await load([of('de', 2, review), corrected])).toBe(0);
    expect(await load([of('de', 2, review), { ...corrected, review }])).toBe(1);
    expect(await load([of('de', 2, review), { ...corrected, review }])).toBe(0);
    await expect(load([of('de', 2, review), of('pl', 2, null)])).rejects.toThrow('Write a new version');
    const [text] = await database.asOwner(
      `select title, author_institution, reviewed_by, reviewed_institution, state from core.consent_text where language = 'pl' and version = 2`,
    );
    expect(text).toEqual({
      title: 'pl 2, corrected',
      author_institution: 'city',
      reviewed_by: 'officer',
      reviewed_institution: 'caritas',
      state: 'DRAFT',
    });
  });

  it('leaves out a translation that has not followed the German text, as in a new database', async () => {
    expect(await load([of('de', 2, review), of('nl', 1, review)])).toBe(0);
  });

  it('activates no German text that nobody has reviewed', async () => {
    expect(await load([of('de', 3, null)])).toBe(1);
    expect((await states()).map(({ text }) => text)).toEqual(expect.arrayContaining(['de 1 ACTIVE', 'de 3 DRAFT']));
  });

  it('refuses a translation of nothing', async () => {
    await expect(load([of('de', 2, review), of('en', 7, review)])).rejects.toThrow(
      'translates a German version 7 that is missing',
    );
  });
});
