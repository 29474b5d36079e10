import type { ClientBase } from 'pg';
import type { WrittenText } from './read-consent-texts';
import { BINDING_LANGUAGE, hashOf } from './wording';

interface Known {
  readonly purpose: string;
  readonly language: string;
  readonly version: number;
  readonly hash: string;
  readonly state: string;
  readonly reviewed: boolean;
  readonly author: string;
  readonly authorInstitution: string | null;
}

/** Who is the author of what comes from files. */
const FILES = 'files';

/**
 * Brings the wording of the files into the database. Runs with the owner's connection after the migrations; what is there
 * already stays. The first version of a purpose is active at once if it was reviewed, and so is a further translation of an
 * active version; a later version waits until somebody has looked at what it would end, and activates it.
 * @param texts German first
 * @returns how many texts were new, or reviewed anew
 * @throws Error if the words of a version have changed: somebody may have consented to them
 */
export async function loadConsentTexts(owner: ClientBase, texts: readonly WrittenText[]): Promise<number> {
  const known = await knownTexts(owner);
  const german = texts.filter(({ language }) => language === BINDING_LANGUAGE);
  const active = activeVersions(known, german);
  const fresh: object[] = [];
  for (const text of texts) {
    const { purpose, language, version, review } = text;
    const before = known.find(
      (each) => each.purpose === purpose && each.language === language && each.version === version,
    );
    const hash = hashOf(text);
    const isDraft = before?.author === FILES && before.state === 'DRAFT' && !before.reviewed;
    if (before && !isDraft) {
      if (before.hash !== hash) throw changedWords(text);
      continue;
    }
    const binding = language === BINDING_LANGUAGE ? null : german.find((each) => each.purpose === purpose);
    if (binding === undefined || (binding && binding.version < version)) throw missingGerman(text);
    // A translation that has not followed the German text yet is of no use where it was not in use before.
    if (binding && binding.version > version) continue;
    if (before?.hash === hash && review === null && before.authorInstitution === text.author) continue;
    const state = review !== null && active.get(purpose) === version ? 'ACTIVE' : 'DRAFT';
    fresh.push({ ...text, hash, bindingHash: binding && hashOf(binding), state, review });
  }
  if (fresh.length > 0) await write(owner, fresh);
  return fresh.length;
}

/** The version that is active for each purpose; where there is none yet, the one of the files, if it was reviewed. */
function activeVersions(known: readonly Known[], german: readonly WrittenText[]): ReadonlyMap<string, number> {
  return new Map([
    ...german.flatMap(({ purpose, version, review }) => (review ? [[purpose as string, version] as const] : [])),
    ...known
      .filter(({ state, language }) => state === 'ACTIVE' && language === BINDING_LANGUAGE)
      .map(({ purpose, version }) => [purpose, version] as const),
  ]);
}

async function knownTexts(owner: ClientBase): Promise<Known[]> {
  const { rows } = await owner.query<Known>(
    `select purpose, language, version, hash, state, author, author_institution as "authorInstitution",
       reviewed_at is not null as reviewed from core.consent_text`,
  );
  return rows;
}

async function write(owner: ClientBase, texts: readonly object[]): Promise<void> {
  await owner.query(
    `insert into core.consent_text (purpose, language, version, change, title, body, if_refused, rights, hash, binding_hash,
       state, author, author_institution, reviewed_by, reviewed_institution, reviewed_at, activated_at)
     select t.purpose, t.language, t.version, t.change, t.title, t.body, t."ifRefused", t.rights, t.hash, t."bindingHash",
       t.state, '${FILES}', t.author, t.review->>'by', t.review->>'institution', (t.review->>'on')::timestamptz, case when t.state = 'ACTIVE' then now() end
     from json_to_recordset($1::json) as t(purpose text, language text, version int, change text, title text, body text,
       "ifRefused" text, rights text, hash text, "bindingHash" text, state text, author text, review json)
     on conflict (purpose, language, version) do update set change = excluded.change, title = excluded.title,
       body = excluded.body, if_refused = excluded.if_refused, rights = excluded.rights, hash = excluded.hash,
       binding_hash = excluded.binding_hash, state = excluded.state, author_institution = excluded.author_institution,
       reviewed_by = excluded.reviewed_by, reviewed_institution = excluded.reviewed_institution,
       reviewed_at = excluded.reviewed_at, activated_at = excluded.activated_at`,
    [JSON.stringify(texts)],
  );
}

const changedWords = ({ purpose, language, version }: WrittenText) =>
  new Error(
    `The wording of ${purpose} in "${language}" has changed under its version ${version}. Write a new version.`,
  );

const missingGerman = ({ purpose, language, version }: WrittenText) =>
  new Error(`The wording of ${purpose} in "${language}" translates a German version ${version} that is missing.`);
