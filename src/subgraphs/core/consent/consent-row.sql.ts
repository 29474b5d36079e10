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
  'data_from',
  'data_until',
  'erase_by',
  'given_at',
  'valid_from',
  'valid_until',
  'ended_at',
  'requested_by',
  'requested_at',
  'channel',
  'captured_by',
  'language',
  'checked_at',
  'given_by',
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
  'guardian',
  'agreed_by_person_at',
  'agreed_by_guardian_at',
  'scan_id',
] as const;

const fieldOf = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * SQL: the state of a consent at this moment. The clock alone makes it expire.
 * @param alias of a row of `core.consent`
 */
export const shownState = (alias: string): string =>
  `case when ${alias}.state in ('GIVEN', 'RENEWED') and ${alias}.valid_until <= now() then 'EXPIRED' else ${alias}.state end`;

/**
 * SQL of a consent as JSON. The clock alone makes a consent expire: no job has to run for it.
 * @param alias of a row of `core.consent`
 */
export function consentJson(alias: string): string {
  const inside = `(${alias}.person_id = nullif(current_setting('geleit.person'), '-')::uuid
    or current_setting('geleit.institution') in (${alias}.captured_by, ${alias}.requested_by))`;
  return `json_build_object(${[
    ...COLUMNS.map((column) => `'${fieldOf(column)}', ${alias}.${column}`),
    ...INSIDE_COLUMNS.map((column) => `'${fieldOf(column)}', case when ${inside} then ${alias}.${column} end`),
    `'state', ${shownState(alias)}`,
  ].join(', ')})`;
}
