import type { Asking } from '../../src/access/decision/decision';
import type { Exception } from '../../src/access/consent/compile';
import type { ConsentOf } from '../kit/consents';
import { WRITTEN } from './written-policy';

/** What a person brought about: their consents, and the record types there are about them. */
export interface Circumstances {
  readonly consents: readonly ConsentOf[];
  readonly has: readonly string[];
  /** The day of the record where its type has one that counts for the period of the data; ANY for some record of the type. */
  readonly day?: string | null;
}

export const ANY = 'any day';

/** Either why a value may be seen, or why it is withheld. */
export type Expected = { readonly basis: string } | { readonly reason: string };

/**
 * What the policy as written says about a record of a category that `author` wrote (null: any other institution). A
 * second implementation on purpose, by the words of the YAML alone: it shares no code with the hub, so that a bug would
 * have to be made twice.
 */
export function expected(
  asking: Asking,
  category: string,
  author: string | null,
  { consents, has, day }: Circumstances,
): Expected {
  const settled = expectedByPolicy(asking, category, author, has);
  if (settled !== null) return settled;
  const institution = asking.institution!;
  const asked = consentCategoryOf(category);
  return byConsent(
    consents.filter(
      ({ recipients, categories }) =>
        recipients.includes(institution) && (categories as readonly string[]).includes(asked),
    ),
    { purpose: asking.purpose!, isBound: isBound(author), day: day ?? null },
    // A denial in any consent that was ever given subtracts, whoever that consent is for and whatever became of it.
    consents
      .filter(({ state = 'GIVEN' }) => !['REQUESTED', 'REFUSED'].includes(state))
      .flatMap(({ exceptions = [] }) => exceptions)
      .filter(({ recipients, categories }) => means(recipients, institution) && means(categories, asked)),
  );
}

/** The category that a consent names for it. */
export const consentCategoryOf = (category: string): string => WRITTEN.categories[category]!.within ?? category;

/** What an institution under professional secrecy wrote reaches others only with the release from it (section 203 StGB). */
export const isBound = (author: string | null): boolean =>
  author !== null && WRITTEN.institutions[author]!.secrecy !== undefined;

/**
 * What the policy as written says whatever the person consented to; null where their consents decide.
 * @param has the record types that there are of the person
 */
export function expectedByPolicy(
  { institution, role, purpose }: Asking,
  category: string,
  author: string | null,
  has: readonly string[],
): Expected | null {
  const { secrecy, ownRoles, ceiling } = WRITTEN.categories[category]!;
  const cells = Object.values(ceiling);
  if (WRITTEN.roles[role]!.reaches !== 'CONTENT') return { reason: 'ROLE_NOT_ENTITLED' };
  if (institution === null || WRITTEN.institutions[institution]!.neverReceives)
    return { reason: 'NOT_FOR_INSTITUTION' };
  if (author === institution) {
    return ownRoles.includes(role) ? { basis: 'OWN_RECORD' } : { reason: 'ROLE_NOT_ENTITLED' };
  }
  if (secrecy && cells.every((cell) => cell === '-')) return { reason: 'PROFESSIONAL_SECRECY' };
  if (purpose === null) return { reason: 'PURPOSE_MISSING' };
  if (!mayState(institution, role, purpose)) return { reason: 'ROLE_NOT_ENTITLED' };

  const statutes = WRITTEN.statutes.filter((one) => one.category === category && one.recipient === institution);
  const cell = ceiling[institution] ?? '-';
  if (cell === '-' && statutes.length === 0) return { reason: 'NOT_FOR_INSTITUTION' };
  if (!isBound(author) && statutes.some((one) => one.purpose === purpose && has.includes(one.whereRecipientHas)))
    return { basis: 'STATUTE' };
  return names(cell, purpose) ? null : { reason: 'PURPOSE_NOT_COVERED' };
}

/** What is said of a field as a whole, whoever wrote what: whether anything of others may be seen, and what may lack. */
export interface ExpectedField {
  readonly others: Expected;
  /** Why something may lack; null where nothing can. */
  readonly lacking: string | null;
}

/**
 * @param author the one institution that writes the records; null where each institution keeps its own
 * @param hasDay whether the records have a day that counts for the period of the data
 */
export function expectedField(
  asking: Asking,
  category: string,
  author: string | null,
  hasDay: boolean,
  circumstances: Circumstances,
): ExpectedField {
  const bound = Object.keys(WRITTEN.institutions).filter((id) => WRITTEN.institutions[id]!.secrecy);
  const authors = author === null ? [null, ...bound.filter((id) => id !== asking.institution)] : [author];
  const of = (by: string | null, day: string | null) => expected(asking, category, by, { ...circumstances, day });
  const some = authors.map((by) => of(by, hasDay ? ANY : null));
  const others = some.find((one) => 'basis' in one) ?? some[0]!;
  if ('reason' in others) return { others, lacking: others.reason };
  const lacking = [...some, ...authors.map((by) => of(by, null))].find((one) => 'reason' in one);
  return { others, lacking: lacking && 'reason' in lacking ? lacking.reason : null };
}

interface Asked {
  readonly purpose: string;
  /** What the author wrote is under professional secrecy. */
  readonly isBound: boolean;
  readonly day: string | null;
}

/** What an exception does not name it means as a whole. */
export const means = (words: readonly string[] | null | undefined, word: string): boolean =>
  !words || words.length === 0 || words.includes(word);

function byConsent(
  consents: readonly ConsentOf[],
  { purpose, isBound, day }: Asked,
  denials: readonly Exception[],
): Expected {
  const naming = (name: string) => consents.filter(({ purposes }) => (purposes as readonly string[]).includes(name));
  const isDenied = (name: string) => denials.some(({ purposes }) => means(purposes, name));
  const activeFor = (name: string) => (isDenied(name) ? [] : naming(name).filter(isActive));
  const forPurpose = naming(purpose);
  const active = activeFor(purpose);
  const spoken = active.filter(({ secrecyRelease }) => secrecyRelease || !isBound);
  if (spoken.some((consent) => covers(consent, day))) return { basis: 'CONSENT' };
  if (spoken.length > 0) return { reason: 'PERIOD_NOT_COVERED' };
  if (active.length > 0) return { reason: 'PROFESSIONAL_SECRECY' };
  if (Object.keys(WRITTEN.purposes).some((other) => activeFor(other).length > 0)) {
    return { reason: 'PURPOSE_NOT_COVERED' };
  }
  const ended = forPurpose.filter(
    ({ state = 'GIVEN', untilDay = 1 }) => !['REQUESTED', 'REFUSED'].includes(state) && (isOver(state) || untilDay < 0),
  );
  if (ended.some(({ state = 'GIVEN' }) => ['WITHDRAWN', 'REVOKED', 'INVALIDATED'].includes(state))) {
    return { reason: 'CONSENT_WITHDRAWN' };
  }
  return { reason: ended.length > 0 ? 'CONSENT_EXPIRED' : 'NO_CONSENT' };
}

/** Only GIVEN and RENEWED let data through, and only between the two days. */
function isActive({ state = 'GIVEN', fromDay = -1, untilDay = 1 }: ConsentOf): boolean {
  return ['GIVEN', 'RENEWED'].includes(state) && fromDay < 0 && untilDay > 0;
}

/** The day of the record lies in the period of the data; where there is no period, any record is covered. */
export function covers(
  { dataFrom = null, dataUntil = null }: Pick<ConsentOf, 'dataFrom' | 'dataUntil'>,
  day: string | null,
): boolean {
  if (dataFrom === null && dataUntil === null) return true;
  return day === ANY || (day !== null && (dataFrom ?? day) <= day && day <= (dataUntil ?? day));
}

const isOver = (state: string): boolean => ['WITHDRAWN', 'REVOKED', 'INVALIDATED', 'EXPIRED'].includes(state);

/** A purpose is stated by staff whose role has it and whose institution could reach a record with it at all. */
export function mayState(institution: string, role: string, purpose: string): boolean {
  if (WRITTEN.purposes[purpose]!.reaches !== 'RECORDS' || !names(WRITTEN.roles[role]!.purposes, purpose)) return false;
  return (
    Object.values(WRITTEN.categories).some(({ ceiling }) => names(ceiling[institution] ?? '-', purpose)) ||
    WRITTEN.statutes.some((statute) => statute.recipient === institution && statute.purpose === purpose)
  );
}

function names(cell: string, purpose: string): boolean {
  return cell.split(' ').includes(WRITTEN.purposes[purpose]!.code);
}
