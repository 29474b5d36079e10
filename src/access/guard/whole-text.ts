import { RawJson } from '../../platform/raw-json';
import type { DisputeNote } from '../disputed';
import type { InstitutionId } from '../vocabulary';

/**
 * Records in the shape of the answer as PostgreSQL hands them over, one text for each field: `<mark><author> <JSON>`. The
 * mark is a blank where nobody has to look into the JSON, `!` where each record of it that the guard has to know more of
 * lies in an envelope. The author is empty where the field has only one, and where the envelopes name it.
 */
export interface WholeText {
  readonly author: InstitutionId | null;
  readonly isMarked: boolean;
  readonly json: string;
  readonly isList: boolean;
}

/** A record, or all of a list, beside what the guard needs to know of it; the keys are none that a query could ask for. */
export interface WholeRow {
  readonly $by?: InstitutionId | null;
  readonly $day?: string | null;
  readonly $disputes?: readonly DisputeNote[] | null;
  readonly $is: unknown;
}

/** @throws Error where the text has no mark */
export function readWhole(text: string): WholeText {
  const blank = text.indexOf(' ', 1);
  const isMarked = text.startsWith('!');
  if (blank < 0 || !(isMarked || text.startsWith(' '))) throw new Error('Records as a whole begin with a mark.');
  return {
    author: blank === 1 ? null : (text.slice(1, blank) as InstitutionId),
    isMarked,
    json: text.slice(blank + 1),
    isList: text.startsWith('[', blank + 1),
  };
}

/**
 * What is decided about: each record where they have to be told apart, else all of them at once, unread.
 * @param apart the guard decides about each record by its author or day
 */
export function rowsOfWhole({ author, isMarked, json, isList }: WholeText, apart: boolean): readonly WholeRow[] {
  if (!isMarked && !(isList && apart)) return [{ $by: author, $is: new RawJson(json) }];
  const records = isList ? (JSON.parse(json) as readonly object[]) : [JSON.parse(json) as object];
  return records.map((record) => ({ $by: author, ...('$is' in record ? record : { $is: record }) }));
}
