import type { ClientBase } from 'pg';
import type { WrittenText } from './read-consent-texts';
import { BINDING_LANGUAGE, hashOf } from './wording';

interface Known {
  readonly purpose: string;
  readonly language: string;
  readonly version: number;
  readonly hash: string;
  readonly state: string;
}

/**
 * Brings the wording of the files into the database. Runs with the owner's connection after the migrations; what is there
 * already stays. The first version of a purpose is active at once if it was reviewed, and so is a further translation of an
 * active version; a later version waits until somebody has looked at what it would end, and activates it.
 * @param texts German first
 * @returns how many texts were new
 * @throws Error if the words of a version have changed: somebody has consented to them
 */
export async function loadConsentTexts(owner: ClientBase, texts: readonly WrittenText[]): Promise<number> {
  const known = await knownTexts(owner);
  const binding = new Map<string, string>();
  const active = new Map(
    known
      .filter(({ state, language }) => state === 'ACTIVE' && language === BINDING_LANGUAGE)
      .map((text) => [text.purpose, text.version]),
  );
  const fresh: object[] = [];
  for (const text of texts) {
    const { purpose, language, version, review } = text;
    const hash = hashOf(text);
    if (language === BINDING_LANGUAGE) binding.set(`${purpose} ${version}`, hash);
    const before = known.find(
      (each) => each.purpose === purpose && each.language === language && each.version === version,
    );
    if (before && before.hash !== hash) {
      throw new Error(
        `The wording of ${purpose} in "${language}" has changed under its version ${version}. Write a new version.`,
      );
    }
    if (before) continue;
    const bindingHash = language === BINDING_LANGUAGE ? null : binding.get(`${purpose} ${version}`);
    if (bindingHash === undefined) {
      throw new Error(
        `The wording of ${purpose} in "${language}" translates a German version ${version} that is missing.`,
      );
    }
    if (review && language === BINDING_LANGUAGE && !active.has(purpose)) active.set(purpose, version);
    const isActive = review !== null && active.get(purpose) === version;
    fresh.push({ ...text, hash, bindingHash, state: isActive ? 'ACTIVE' : 'DRAFT', by: review?.by, on: review?.on });
  }
  if (fresh.length > 0) await insert(owner, fresh);
  return fresh.length;
}

async function knownTexts(owner: ClientBase): Promise<Known[]> {
  const { rows } = await owner.query<Known>('select purpose, language, version, hash, state from core.consent_text');
  return rows;
}

async function insert(owner: ClientBase, texts: readonly object[]): Promise<void> {
  await owner.query(
    `insert into core.consent_text (purpose, language, version, change, title, body, if_refused, rights, hash, binding_hash,
       state, author, reviewed_by, reviewed_at, activated_at)
     select t.purpose, t.language, t.version, t.change, t.title, t.body, t."ifRefused", t.rights, t.hash, t."bindingHash",
       t.state, 'files', t.by, t."on", case when t.state = 'ACTIVE' then now() end
     from json_to_recordset($1::json) as t(purpose text, language text, version int, change text, title text, body text,
       "ifRefused" text, rights text, hash text, "bindingHash" text, state text, by text, "on" timestamptz)`,
    [JSON.stringify(texts)],
  );
}
