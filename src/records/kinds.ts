import { GraphQLBoolean, GraphQLInt, GraphQLString, type GraphQLScalarType } from 'graphql';
import type { ColumnType } from 'typeorm';
import { dayInGermany } from '../platform/calendar';
import { graphqlEnum } from '../platform/graphql-enum';
import { isFillerDate } from '../platform/filler-date';
import { isCountry, isCountryOfAnyTime, isLanguage } from '../platform/iso-codes';
import { firstDay, isPartialDate, isWholeDay, readPartialDate } from '../platform/partial-date';
import { DateScalar, PartialDateScalar } from '../platform/scalars';
import { isUnkeepable } from '../platform/text/normal-text';
import { wordsOf, type Meanings } from '../platform/words';

export type FieldValue = string | number | boolean;

/** What is wrong with one value, without repeating it: a value may be personal data. */
export interface ValueProblem {
  readonly code: 'TOO_LONG' | 'EMPTY' | 'NOT_A_DATE' | 'NOT_A_NUMBER' | 'OUT_OF_RANGE' | 'UNKNOWN_VALUE' | 'BAD_FORMAT';
  readonly message: string;
}

/**
 * What a field of a record can hold. One kind answers for the field everywhere: in the GraphQL schema, in mutations,
 * in the importer, in the table.
 */
export interface FieldKind {
  /** The type in the API: a scalar, or the enum object that was registered. */
  readonly graphqlType: GraphQLScalarType | Readonly<Record<string, string>>;
  readonly column: { type: ColumnType; length?: number };
  /** The PostgreSQL type for parameter casts. */
  readonly sqlType: string;
  /** What a cell of an import file may hold, for whoever makes the file. */
  readonly accepts: string;
  /** One of the values, where they are words or codes, and an export may have its own ones for them. */
  readonly exampleCode?: string;
  /**
   * The value of a cell of an import file, not yet checked; null where the cell says that there is none, undefined when it is
   * not even of this shape.
   */
  fromText(text: string): FieldValue | null | undefined;
  /** The first thing wrong with a value, or null. */
  check(value: FieldValue): ValueProblem | null;
}

/**
 * Free or coded text, in the form that `normalText` has given it. What no record can keep is refused; so is text of white space
 * alone, and a second line unless the field may have `lines`.
 */
export function text(options: { max: number; lines?: true; pattern?: RegExp; form?: string }): FieldKind {
  const { max, lines, pattern, form } = options;
  return {
    graphqlType: GraphQLString,
    column: { type: 'text' },
    sqlType: 'text',
    accepts: form ? `text ${form}` : `text of at most ${max} characters${lines ? ', of several lines' : ''}`,
    fromText: (cell) => cell,
    check(value) {
      if (typeof value !== 'string' || value.trim() === '') return problem('EMPTY', 'must not be empty');
      if (value.length > max) return problem('TOO_LONG', `must have at most ${max} characters`);
      if (isUnkeepable(value))
        return problem('BAD_FORMAT', 'must not contain control characters or parts of characters');
      if (!lines && /[\n\r\t]/.test(value)) return problem('BAD_FORMAT', 'must be a single line without tabs');
      if (pattern && !pattern.test(value)) return problem('BAD_FORMAT', `must have the form ${form ?? pattern.source}`);
      return null;
    },
  };
}

/** Text of which each value is in a list of its own, such as the codes of countries. */
function code(isValid: (value: string) => boolean, rule: string, exampleCode: string): FieldKind {
  return {
    ...text({ max: 35 }),
    accepts: rule.replace('must be ', ''),
    exampleCode,
    check: (value) => (typeof value === 'string' && isValid(value) ? null : problem('BAD_FORMAT', rule)),
  };
}

/** ISO 3166-1 alpha-2, of today or of before: people were trained in countries that are no more. */
export const country = (): FieldKind =>
  code(isCountryOfAnyTime, 'must be the code of a country, of two capital letters (ISO 3166-1)', 'RO');

/**
 * What stands for a nationality that is no country's. In the API the codes of passports (ICAO Doc 9303-3, section 5); import files may
 * write the keys of the German registers (Destatis, DSMeld 1001), or words.
 */
const NO_COUNTRY: ReadonlyMap<string, string> = new Map([
  ...['997', 'staatenlos', 'stateless'].map((word) => [word, 'XXA'] as const),
  ...['998', 'ungeklärt', 'unclear'].map((word) => [word, 'XXX'] as const),
]);

/** `ohne Angabe` in the same registers. */
const NOT_STATED = '999';

/** ISO 3166-1 alpha-2; `XXA` for stateless people, `XXX` where it is unclear which nationality somebody has. */
export const nationality = (): FieldKind => ({
  ...code(
    (value) => isCountry(value) || value === 'XXA' || value === 'XXX',
    'must be the code of a country, of two capital letters (ISO 3166-1), XXA for stateless or XXX for unclear',
    'RO',
  ),
  fromText: (cell) => (cell === NOT_STATED ? null : (NO_COUNTRY.get(cell.toLowerCase()) ?? cell)),
});

/** BCP 47, e.g. `ar` or `pt-BR`. */
export const language = (): FieldKind =>
  code(isLanguage, 'must be a language tag (BCP 47), e.g. ar, uk or pt-BR', 'ar');

/** Spreadsheets and databases export a day as its first moment. */
const MIDNIGHT = /[ T]00:00(?::00(?:[.,]0+)?)?$/;

const NO_DAY = problem(
  'NOT_A_DATE',
  'must be a real day: this is one by which programs fill an empty column; give none where there is none',
);

/**
 * A calendar day between 1900 and 2199. Import files may also write it as `01.08.2018`, and by a filler such as `31.12.9999`
 * that there is none; see `isFillerDate`.
 */
export function day(): FieldKind {
  return {
    graphqlType: DateScalar,
    column: { type: 'date' },
    sqlType: 'date',
    accepts: 'a day: 2018-08-01 or 01.08.2018',
    fromText(cell) {
      const text = cell.replace(MIDNIGHT, '');
      const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
      const day = german ? `${german[3]}-${german[2]!.padStart(2, '0')}-${german[1]!.padStart(2, '0')}` : text;
      return isFillerDate(day) ? null : day;
    },
    check(value) {
      if (isFillerDate(String(value))) return NO_DAY;
      const isDay = typeof value === 'string' && isPartialDate(value) && isWholeDay(value);
      if (!isDay) return problem('NOT_A_DATE', 'must be a date such as 2018-08-01 or 01.08.2018');
      return outOfRange(value);
    },
  };
}

/**
 * A calendar day that has passed, or as much of it as is known. Import files write what is unknown as the registers do:
 * `00.05.1990`, `1990-00-00`; see `readPartialDate`.
 */
export function partialDay(): FieldKind {
  return {
    graphqlType: PartialDateScalar,
    column: { type: 'text' },
    sqlType: 'text',
    accepts: 'a day: 1990-05-17 or 17.05.1990; or what is known of it: 05.1990, 00.05.1990, 1990',
    fromText(cell) {
      const date = readPartialDate(cell.replace(MIDNIGHT, ''));
      return isFillerDate(date) ? null : date;
    },
    check(value) {
      if (isFillerDate(String(value))) return NO_DAY;
      if (typeof value !== 'string' || !isPartialDate(value))
        return problem(
          'NOT_A_DATE',
          'must be a date such as 1990-05-17 or 17.05.1990; what is unknown is left out or 00',
        );
      const isFuture = firstDay(value) > dayInGermany(new Date());
      return isFuture ? problem('OUT_OF_RANGE', 'must not lie in the future') : outOfRange(value);
    },
  };
}

function outOfRange(day: string): ValueProblem | null {
  const year = Number(day.slice(0, 4));
  if (year < 1900 || year > 2199) return problem('OUT_OF_RANGE', 'must lie between 1900 and 2199');
  return null;
}

export function integer(range: { min: number; max: number }): FieldKind {
  return {
    graphqlType: GraphQLInt,
    column: { type: 'integer' },
    sqlType: 'integer',
    accepts: `a whole number from ${range.min} to ${range.max}`,
    // `20,0` and `1.200,00` of spreadsheets; `1.200` alone may be either, and is refused.
    fromText(cell) {
      const [, whole] = /^(-?(?:\d{1,9}|\d{1,3}(?:\.\d{3}){1,2}(?=,)))(?:[.,]0{1,2})?$/.exec(cell) ?? [];
      return whole === undefined ? undefined : Number(whole.replaceAll('.', ''));
    },
    check(value) {
      if (typeof value !== 'number' || !Number.isInteger(value))
        return problem('NOT_A_NUMBER', 'must be a whole number');
      const inside = value >= range.min && value <= range.max;
      return inside ? null : problem('OUT_OF_RANGE', `must lie between ${range.min} and ${range.max}`);
    },
  };
}

export function flag(): FieldKind {
  const words = new Map([
    ['true', true],
    ['false', false],
  ]);
  return {
    graphqlType: GraphQLBoolean,
    column: { type: 'boolean' },
    sqlType: 'boolean',
    accepts: 'true or false',
    exampleCode: 'true',
    fromText: (cell) => words.get(cell),
    check: (value) => (typeof value === 'boolean' ? null : problem('UNKNOWN_VALUE', 'must be true or false')),
  };
}

/** One of a list of words, each with what it means; registered as a GraphQL enum of that name. */
export function oneOf<Word extends string>(name: string, description: string, meanings: Meanings<Word>): FieldKind {
  const words = wordsOf(meanings);
  const enumObject = graphqlEnum(name, description, meanings);
  return {
    graphqlType: enumObject,
    column: { type: 'text' },
    sqlType: 'text',
    accepts: `one of ${words.join(', ')}`,
    exampleCode: words[0],
    fromText: (cell) => cell,
    check: (value) =>
      Object.hasOwn(enumObject, String(value)) ? null : problem('UNKNOWN_VALUE', `must be one of ${words.join(', ')}`),
  };
}

function problem(code: ValueProblem['code'], message: string): ValueProblem {
  return { code, message };
}
