import { GOES_ON } from '../../access/guard/whole-text';
import { INSTITUTIONS, type Category, type InstitutionId } from '../../access/vocabulary';
import { dayColumn, type RecordDeclaration } from '../declaration';

/** Records of one category that the answer contains, or that finding a person tells: what the log has to know of them. */
export interface ShownRecords {
  readonly category: Category;
  readonly author: InstitutionId | 'EACH';
  /** Only one is shown: where there is one, nothing is told of others. */
  readonly hidesOthers: boolean;
  /** Each has a day, which consents to data of a period cover or not. */
  readonly hasDay: boolean;
  /** That there is none is told; never of what somebody was found by. */
  readonly tellsNothing: boolean;
  /** SQL condition: one by any of these authors is shown. */
  by(authors: readonly InstitutionId[]): string;
  /** SQL of the days of those shown (date[]), where they are given with their day; null for records without one. */
  readonly days: string | null;
}

/**
 * Reads from the very value that goes into the answer which records are in it: the log cannot say anything else.
 * @param value SQL of what `recordsJson` made
 * @param limit how many records a list shows; what was read behind them only says that it goes on
 */
export function shownRecords(
  declaration: RecordDeclaration,
  isWhole: boolean,
  value: string,
  limit: number,
): ShownRecords {
  const { author, category, onPerson } = declaration;
  const { many } = onPerson!;
  const isEach = author === 'EACH';
  const hasDay = dayColumn(declaration) !== undefined;
  const shown = !many ? value : isWhole ? withoutNext(value) : recordsOf(value, limit);
  return {
    ...{ category: category!, author, hidesOthers: isEach && !many, hasDay, tellsNothing: true },
    by: (authors) => {
      return !isEach || authors.length === INSTITUTIONS.length
        ? isThere(value, isWhole, many)
        : writtenBy(shown, isWhole, many, authors);
    },
    days: !hasDay ? null : isWhole ? daysOfWhole(shown) : daysOfJson(shown, many),
  };
}

/**
 * What being found tells, e.g. the name by which somebody was found.
 * @param authors SQL of the institutions that wrote what told it (text[])
 */
export function toldByFinding(category: Category, authors: string): ShownRecords {
  return {
    ...{ category, author: 'EACH', hidesOthers: true, hasDay: false, tellsNothing: false, days: null },
    by: (some) => `${authors} && '{${some.join(',')}}'::text[]`,
  };
}

function isThere(value: string, isWhole: boolean, many: boolean): string {
  if (!many) return `${value} is not null`;
  return isWhole ? `${value} <> ' []'` : `json_array_length(${value}) > 0`;
}

/** SQL that follows `from`: the records `r` of a list that are shown. */
const recordsOf = (value: string, limit: number): string =>
  `(select r from json_array_elements(${value}) with ordinality e(r, place) where place <= ${limit}) shown`;

/** SQL of a list without what was read behind those shown: where authors or days count, each record has a line of its own. */
const withoutNext = (value: string): string =>
  `case when starts_with(${value}, '${GOES_ON}') then regexp_replace(${value}, E'\\n[^\\n]*$', '') else ${value} end`;

/** Every such record says who wrote it: see `recordJson` and `wholeRecord`. */
function writtenBy(value: string, isWhole: boolean, many: boolean, authors: readonly InstitutionId[]): string {
  const names = `'{${authors.join(',')}}'::text[]`;
  if (!isWhole) {
    if (!many) return `${value}->>'recordedBy' = any(${names})`;
    return `exists (select from ${value} where r->>'recordedBy' = any(${names}))`;
  }
  if (!many) return `split_part(${value}, ' ', 1) = any(${names})`;
  // Texts of persons hold no line break and no quotation mark as such, so that none can look like it.
  return `(${authors.map((author) => `strpos(${value}, E'\\n{"$by" : "${author}"') > 0`).join(' or ')})`;
}

const daysOfJson = (value: string, many: boolean): string =>
  many ? `(select array_agg((r->>'$day')::date) from ${value})` : `array[(${value}->>'$day')::date]`;

const daysOfWhole = (value: string): string =>
  `(select array_agg((m)[1]::date) from regexp_matches(${value}, E'\\n[^\\n]*"\\\\$day" : "(\\\\d{4}-\\\\d\\\\d-\\\\d\\\\d)"', 'g') m)`;
