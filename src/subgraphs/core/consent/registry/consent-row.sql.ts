import { agreedEnd } from '../../../../access/consent/agreed-end.sql';
import type { Consent } from './consent.type';

/** A consent with the person it belongs to, as the database returns it. */
export type ConsentRow = Consent & {
  readonly personId: string;
  readonly textIds: readonly string[];
  readonly scanId: string | null;
};

/** Columns that everybody may read to whom row level security shows the consent. */
const COLUMNS = [
  'id',
  'person_id',
  'version',
  'recipients',
  'categories',
  'purposes',
  'exceptions',
  'excepts_from',
  'withdrawn',
  'data_from',
  'data_until',
  'erase_by',
  'given_at',
  'valid_from',
  'ended_at',
  'requested_by',
  'requested_at',
  'channel',
  'captured_by',
  'language',
  'checked_at',
  'secrecy_release',
  'text_ids',
] as const;

/** Columns about third persons, or about what was said inside a house. */
const INSIDE_COLUMNS = [
  'end_reason',
  'request_reason',
  'captured_by_actor',
  'interpreter',
  'checked_by_actor',
  'scan_id',
] as const;

/** Columns that tell how old the person is. */
const GIVER_COLUMNS = ['given_by', 'guardian', 'agreed_by_person_at', 'agreed_by_guardian_at'] as const;

const fieldOf = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** SQL: whether the caller is the person, or their guardian, who know how old they are. */
const isAbout = (alias: string): string => `${alias}.person_id = nullif(current_setting('geleit.person'), '-')::uuid`;

/**
 * SQL: until when a consent holds, as it is told. What was given for a minor ends on the 18th birthday, whatever was agreed:
 * the person is told so, an institution the end that was agreed. Whoever may read the birth date knows the birthday by it.
 * @param alias of a row of `core.consent`
 */
export const shownEnd = (alias: string): string =>
  `case when ${isAbout(alias)} then ${alias}.valid_until else ${agreedEnd(alias)} end`;

/**
 * SQL: the end by which the state is told. From the 18th birthday on what a guardian has given is withheld, which cannot be
 * hidden: from then on a consent that had held until then is told as EXPIRED, and not before.
 */
export const endOfState = (alias: string): string =>
  `case when ${isAbout(alias)} or ${alias}.valid_until <= now() and ${alias}.valid_until > ${alias}.valid_from
    then ${alias}.valid_until else ${agreedEnd(alias)} end`;

/**
 * SQL: the state of a consent at this moment, as it is told. The clock alone makes it expire.
 * @param alias of a row of `core.consent`
 */
export const shownState = (alias: string): string =>
  `case when ${alias}.state in ('GIVEN', 'RENEWED') and ${endOfState(alias)} <= now() then 'EXPIRED' else ${alias}.state end`;

/**
 * SQL: whether the caller is told who has given a consent, by which the law says how old the person was: the person, and
 * the institution before whose staff it was given.
 */
export const knowsGiver = (alias: string): string =>
  `(${isAbout(alias)} or ${alias}.captured_by = current_setting('geleit.institution') and ${alias}.channel <> 'PORTAL')`;

/**
 * SQL of a consent as JSON. The clock alone makes a consent expire: no job has to run for it.
 * @param alias of a row of `core.consent`
 */
export function consentJson(alias: string): string {
  const inside = `(${isAbout(alias)}
    or current_setting('geleit.institution') in (${alias}.captured_by, ${alias}.requested_by))`;
  return `json_build_object(${[
    ...COLUMNS.map((column) => `'${fieldOf(column)}', ${alias}.${column}`),
    ...INSIDE_COLUMNS.map((column) => `'${fieldOf(column)}', case when ${inside} then ${alias}.${column} end`),
    ...GIVER_COLUMNS.map(
      (column) => `'${fieldOf(column)}', case when ${knowsGiver(alias)} then ${alias}.${column} end`,
    ),
    `'validUntil', ${shownEnd(alias)}`,
    `'state', ${shownState(alias)}`,
  ].join(', ')})`;
}
