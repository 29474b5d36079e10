import { RawJson } from '../../platform/raw-json';
import type { DisputeNote } from '../disputed';
import type { InstitutionId } from '../vocabulary';

/**
 * Records in the shape of the answer as PostgreSQL hands them over, one text for each field: `<author> <JSON>`. The author is
 * empty where the field has only one, and always for a list, where `+` says that more was read than is shown. What the guard
 * has to know beside a record follows it like another one, on a line of its own; PostgreSQL's JSON has no other line breaks.
 */
export interface WholeText {
  readonly author: InstitutionId | null;
  readonly json: string;
  readonly isList: boolean;
  /** The last record is one more than is shown. */
  readonly goesOn: boolean;
}

/** A record, or all of a list, beside what the guard needs to know of it; the keys are none that a query could ask for. */
export interface WholeRow {
  readonly $by?: InstitutionId | null;
  readonly $day?: string | null;
  readonly $disputes?: readonly DisputeNote[] | null;
  readonly $is: unknown;
}

/** Begins the text of a list of which one record more was read than is shown. */
export const GOES_ON = '+';

/** @throws Error where the text does not begin with who wrote the records, be it nobody in particular */
export function readWhole(text: string): WholeText {
  const blank = text.indexOf(' ');
  if (blank < 0 || text.startsWith('[') || text.startsWith('{'))
    throw new Error('Records as a whole begin with their author.');
  const isList = text.startsWith('[', blank + 1);
  return {
    author: blank === 0 || isList ? null : (text.slice(0, blank) as InstitutionId),
    json: text.slice(blank + 1),
    isList,
    goesOn: isList && text.startsWith(GOES_ON),
  };
}

/**
 * What is decided about: each record where they have to be told apart or counted, else all of them at once, unread.
 * @param apart the guard decides about each record by its author or day
 */
export function rowsOfWhole({ author, json, isList, goesOn }: WholeText, apart: boolean): readonly WholeRow[] {
  if (!goesOn && !json.includes('\n') && !(isList && apart)) return [{ $by: author, $is: new RawJson(json) }];
  const rows: WholeRow[] = [];
  for (const part of JSON.parse(isList ? json : `[${json}]`) as readonly object[]) {
    if ('$disputes' in part) rows.push({ ...rows.pop()!, ...(part as Partial<WholeRow>) });
    else rows.push({ $by: author, $is: part });
  }
  return rows;
}
