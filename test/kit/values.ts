import { isScalarType } from 'graphql';
import { isCountry, isLanguage } from '../../src/platform/iso-codes';
import { PartialDateScalar } from '../../src/platform/scalars';
import type { FieldDeclaration, RecordDeclaration } from '../../src/records/declaration';
import type { FieldKind, FieldValue } from '../../src/records/kinds';

let counter = 0;

/** From here on the same values come again, for data that have to be the same in two databases. */
export function beginValuesAnew(): void {
  counter = 0;
}

const PAIRS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap((one, _, all) => all.map((two) => one + two));
const COUNTRIES = PAIRS.filter(isCountry);
const LANGUAGES = PAIRS.map((pair) => pair.toLowerCase()).filter(isLanguage);

/** Texts of the forms that record types ask for, each with a number of its own where there is room for one. */
function texts(number: number): readonly string[] {
  const codes = [COUNTRIES, LANGUAGES].map((all) => all[number % all.length]!);
  return [`T-${number}`, `person${number}@example.org`, ...codes];
}

/**
 * A value that the kind accepts, another one at each call where the kind has several. A new kind that no candidate fits
 * needs one here.
 */
export function validValue(kind: FieldKind, name = 'field'): FieldValue {
  counter += 1;
  const value = candidates(kind, counter).find((candidate) => kind.check(candidate) === null);
  if (value === undefined) throw new Error(`No value of the kit fits ${name}: add a candidate in test/kit/values.ts.`);
  return value;
}

/** A value that the kind refuses, of the right GraphQL type, so that it passes GraphQL and meets the hub's own check. */
export function invalidValue(kind: FieldKind): FieldValue | undefined {
  const candidates = ['', ' ', '\u0001', -1, 2_000_000_000, '0001-01-01'];
  return typeof kind.graphqlType === 'object' && isScalarType(kind.graphqlType)
    ? candidates.find((value) => fitsScalar(kind, value) && kind.check(value) !== null)
    : undefined;
}

function fitsScalar({ graphqlType, sqlType }: FieldKind, value: FieldValue): boolean {
  if (sqlType === 'date' || graphqlType === PartialDateScalar) return /^\d{4}-/.test(String(value));
  if (sqlType === 'integer') return typeof value === 'number';
  return typeof value === 'string' && sqlType !== 'boolean' && !/^\d{4}-/.test(value);
}

function candidates(kind: FieldKind, number: number): readonly FieldValue[] {
  if (!isScalarType(kind.graphqlType)) {
    const words = Object.keys(kind.graphqlType);
    return [words[number % words.length]!];
  }
  switch (kind.sqlType) {
    case 'date':
      return [new Date(Date.UTC(2018, 0, 1 + (number % 2800))).toISOString().slice(0, 10)];
    case 'integer':
      return [1 + (number % 90), 1, 0];
    case 'boolean':
      return [number % 2 === 0];
    default:
      return [...texts(number), '1980-05'];
  }
}

/** The fields that the API shows and takes; references are filled by whoever knows their targets. */
export function ownFields({ fields }: RecordDeclaration): readonly FieldDeclaration[] {
  return fields.filter(({ exposed, reference }) => exposed && !reference);
}

/** What makes records of the kit count where a statute asks for a living one. */
const LIVING: Readonly<Record<string, FieldValue>> = {
  'BenefitCase.status': 'GRANTED',
  'BenefitCase.closedOn': '2099-12-31',
};

/** A valid value for every field of a record type, references left out. Whoever the kit makes up is of age. */
export function validValues(declaration: RecordDeclaration): Record<string, FieldValue> {
  return Object.fromEntries(
    ownFields(declaration).map(({ name, kind }) => [
      name,
      name === 'birthDate'
        ? adultsBirthday()
        : (LIVING[`${declaration.name}.${name}`] ?? validValue(kind, `${declaration.name}.${name}`)),
    ]),
  );
}

function adultsBirthday(): string {
  counter += 1;
  return new Date(Date.UTC(1980, 0, 1 + (counter % 7000))).toISOString().slice(0, 10);
}
