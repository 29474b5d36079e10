import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Policy } from '../../../../access/policy/policy';
import { INSTITUTIONS, type InstitutionId } from '../../../../access/vocabulary';
import { BINDING_LANGUAGE, type Wording } from './wording';

/** A wording as its file holds it. */
export interface WrittenText extends Wording {
  readonly change: 'EDITORIAL' | 'MATERIAL';
  /** The institution whose words they are. */
  readonly author: InstitutionId;
  /** Null: nobody has reviewed it, so it cannot be used. The institution is never that of the author. */
  readonly review: { readonly by: string; readonly institution: InstitutionId; readonly on: string } | null;
}

const words = z.string().trim().min(1).max(5000);

const institution = z.enum(INSTITUTIONS);

const FILE = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag (BCP 47)'),
  version: z.int().min(1),
  change: z.enum(['EDITORIAL', 'MATERIAL']).default('MATERIAL'),
  author: institution,
  review: z.strictObject({ by: words, institution, on: z.iso.date() }).nullable(),
  rights: words,
  purposes: z.record(z.string(), z.strictObject({ title: words, body: words, ifRefused: words })),
});

/**
 * Reads the wording of consents: one YAML file per language, German first.
 * @param policy whose purposes that reach records all need a wording
 * @throws Error that names file and place of every mistake
 */
export function readConsentTexts(directory: string, policy: Policy): WrittenText[] {
  const files = readdirSync(directory).filter((name) => name.endsWith('.yaml'));
  const texts = files.flatMap((file) => parseConsentTexts(readFileSync(join(directory, file), 'utf8'), file, policy));
  if (!texts.some(({ language }) => language === BINDING_LANGUAGE)) {
    throw new Error(`${directory}: the German wording is missing (${BINDING_LANGUAGE}.yaml); it is the binding one.`);
  }
  return texts.sort(
    (one, other) => Number(other.language === BINDING_LANGUAGE) - Number(one.language === BINDING_LANGUAGE),
  );
}

/** @throws Error that names every mistake of the file */
export function parseConsentTexts(yaml: string, file: string, policy: Policy): WrittenText[] {
  const read = FILE.safeParse(parse(yaml));
  if (!read.success) {
    const mistakes = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`${file}: ${mistakes.join('; ')}`);
  }
  checkHouses(read.data, file, policy);
  const { purposes, ...common } = read.data;
  const needed = [...policy.purposes.values()].filter(({ reaches }) => reaches === 'RECORDS').map(({ id }) => id);
  const unknown = Object.keys(purposes).filter((purpose) => !needed.some((id) => id === purpose));
  const missing = needed.filter((purpose) => !(purpose in purposes));
  if (unknown.length + missing.length > 0) {
    const say = (what: string, list: string[]) => (list.length > 0 ? [`purposes: ${what} ${list.join(', ')}`] : []);
    throw new Error(`${file}: ${[...say('missing', missing), ...say('unknown', unknown)].join('; ')}`);
  }
  return needed.map((purpose) => ({ ...common, ...purposes[purpose]!, purpose }));
}

/** A wording is for all institutions, so no institution alone decides on it (joint controllers, Art. 26 GDPR). */
function checkHouses({ author, review }: z.infer<typeof FILE>, file: string, { institutions }: Policy): void {
  const excluded = [author, review?.institution].find((id) => id && institutions.get(id)?.neverReceives !== undefined);
  if (excluded) throw new Error(`${file}: ${excluded} never receives anything, so it decides on no wording.`);
  if (review?.institution === author) {
    throw new Error(`${file}: review.institution: must be another institution than the author's.`);
  }
}
