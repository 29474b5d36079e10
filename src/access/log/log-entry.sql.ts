import type { RequestContext } from '../request-context';

/**
 * Parameters that every logged statement has first, so that the entry is written by the statement that reads: exactly
 * the persons returned are on record, or nothing is returned.
 */
export const LOG_PARAMETERS = ['institution', 'purpose', 'actor', 'role', 'request'] as const;

/** Stands in the log before a basis on which it was told that there is nothing. */
export const NOTHING = 'NOTHING';

const COLUMNS = 'institution, purpose, actor, role, request_id, event, person_id, fields, asked, permitted';

const CALLER = '$1::text, $2::text, $3::text, $4::text, $5::uuid';

/** The same from the settings of the transaction, for statements whose parameters follow from what is written. */
const CALLER_OF_SESSION = `nullif(current_setting('geleit.institution'), '-'), nullif(current_setting('geleit.purpose'), '-'),
  current_setting('geleit.actor'), current_setting('geleit.role'), current_setting('geleit.request')::uuid`;

/** The values of these parameters; those of the statement's own follow them. */
export function logValues({
  asking,
  caller,
  requestId,
}: Pick<RequestContext, 'asking' | 'caller' | 'requestId'>): readonly unknown[] {
  return [asking.institution, asking.purpose, caller.actor, asking.role, requestId];
}

/** SQL of a statement's own parameter, counted from 1: those of the log entry stand before it. */
export const parameter = (n: number): string => `$${LOG_PARAMETERS.length + n}`;

const INSERT = `insert into core.access_entry (${COLUMNS})`;

/** Whether a statement writes entries. */
export function isLogEntry(text: string): boolean {
  return text.includes(INSERT);
}

export interface LogEntrySql {
  readonly event: 'READ' | 'WRITE' | 'REFUSED' | 'COUNTED';
  /** SQL condition under which it is an entry of what was refused instead. */
  readonly refusedWhere?: string;
  /** SQL of the person's id. */
  readonly person: string;
  /** What was asked for, e.g. `BenefitCase.status`; names of the schema, never input. */
  readonly fields: readonly string[];
  /** SQL of the number that was told; the fields say it. */
  readonly number?: string;
  readonly categories: readonly string[];
  /**
   * SQL of a jsonb object: category -> bases, for what was disclosed; what was asked and is not in it was withheld. A basis is its
   * word and what it refers to: the statute, or each consent with its version. What stands behind NOTHING had nothing.
   */
  readonly permitted: string;
  /** SQL that follows `select …`. */
  readonly from: string;
}

/** `insert into … select …` for use in a data-modifying CTE. Several entries become one insert. */
export function logEntries(entries: readonly LogEntrySql[], caller = CALLER): string {
  const selects = entries.map(
    ({ event, refusedWhere, person, fields, number, categories, permitted, from }) =>
      `select ${caller}, ${refusedWhere ? `case when ${refusedWhere} then 'REFUSED' else '${event}' end` : `'${event}'`}, ${person}, ${textArray(fields)}${number ? ` || ('counted.' || (${number}))` : ''}, ${textArray(categories)}, ${permitted} ${from}`,
  );
  return `${INSERT} ${selects.join(' union all ')}`;
}

type Thing = Pick<LogEntrySql, 'event' | 'person' | 'from'> & { readonly thing: string };

/** The entry about a thing that is of no data category, e.g. a consent: that it was read or written is all there is to say. */
export function logThing(thing: Thing): string {
  return logEntries([entryOf(thing)]);
}

/** The same for a statement that takes no parameters of the log. */
export function logThingOfSession(thing: Thing): string {
  return logEntries([entryOf(thing)], CALLER_OF_SESSION);
}

const entryOf = ({ thing, ...entry }: Thing): LogEntrySql => ({
  ...entry,
  fields: [thing],
  categories: [],
  permitted: `'{}'::jsonb`,
});

/**
 * The entry of a number that was told of persons and names none of them: how many there are, or that there is nobody.
 * @param number SQL of it
 * @param from SQL that follows `select …`: a row where it was told, else none
 */
export function countedEntry(
  { fields, categories }: Pick<LogEntrySql, 'fields' | 'categories'>,
  number: string,
  from: string,
): LogEntrySql {
  return { event: 'COUNTED', person: 'null::uuid', fields, number, categories, permitted: `'{}'::jsonb`, from };
}

/** SQL literal of words that come from the schema and the vocabulary. */
export function textArray(words: readonly string[]): string {
  return `'{${words.join(',')}}'::text[]`;
}
