import { GraphQLID, GraphQLInt } from 'graphql';
import { Field, InputType } from 'type-graphql';
import type { InputProblem } from '../../platform/errors';
import type { FieldDeclaration, RecordClass, RecordDeclaration } from '../declaration';
import type { FieldValue } from '../kinds';
import type { RepeatableInput } from '../write/idempotency';
import { problem, valueProblems } from './input-problems';
import { withKey } from './repeatable-input';

/** Values of a record by field name, as the API or an import delivers them. */
export type RecordValues = Record<string, FieldValue | null | undefined>;

export interface RecordingInput extends RepeatableInput {
  readonly personId?: string;
}

export interface ChangingInput {
  readonly id: string;
  readonly version: number;
}

/** The name under which a field appears in inputs: a reference is given by id. */
export function inputName(field: FieldDeclaration): string {
  return field.reference ? `${field.name}Id` : field.name;
}

/** The input with which the author records something new. */
export function recordingInput(declaration: RecordDeclaration): RecordClass {
  @InputType(`Record${declaration.name}Input`, { description: `To be recorded: ${declaration.description}` })
  class Recording extends withKey() {}
  const prototype = Recording.prototype as object;
  if (declaration.onPerson)
    Field(() => GraphQLID, { description: 'The person whom the record is about.' })(prototype, 'personId');
  addFields(prototype, declaration, (field) => !field.required);
  return Recording;
}

/** The input with which the author changes a record; what is left out stays as it is. */
export function changingInput(declaration: RecordDeclaration): RecordClass {
  @InputType(`Change${declaration.name}Input`, {
    description: `What becomes of a ${declaration.name}: what is left out stays as it is, null empties a field.`,
  })
  class Changing {
    @Field(() => GraphQLID, { description: 'The record to be changed; your institution wrote it.' })
    id: string;

    @Field(() => GraphQLInt, { description: 'The version that you have read.' })
    version: number;
  }
  addFields(Changing.prototype, declaration, () => true);
  return Changing;
}

function addFields(prototype: object, declaration: RecordDeclaration, nullable: (field: FieldDeclaration) => boolean) {
  for (const field of declaration.fields.filter(({ exposed }) => exposed)) {
    const options = { nullable: nullable(field), description: field.description };
    Field(() => field.kind.graphqlType, options)(prototype, inputName(field));
  }
}

/** Everything that is wrong with the values of a record, each with its place; an empty list when all is well. */
export function checkValues(declaration: RecordDeclaration, values: RecordValues, isNew: boolean): InputProblem[] {
  const problems: InputProblem[] = [];
  for (const field of declaration.fields.filter(({ exposed }) => exposed)) {
    const path = inputName(field);
    const value = values[path];
    if (value === undefined && !isNew) continue;
    if (value === null || value === undefined) {
      if (field.required) problems.push(problem(path, 'REQUIRED', 'must be given'));
      continue;
    }
    problems.push(...valueProblems(path, field.kind, value));
  }
  return [
    ...problems,
    ...missingOf(declaration, values, isNew).map((field) => problem(field, 'REQUIRED', oneIsGiven(declaration))),
    ...reversedPeriods(declaration, values).map((until) => problem(until, 'PERIOD_REVERSED', REVERSED)),
  ];
}

const oneIsGiven = ({ anyOf = [] }: RecordDeclaration) =>
  `must be given, unless you give ${anyOf.slice(0, -1).join(' or ')}`;

/**
 * The field that is missing where a record needs one of several; none where all is well. Who changes a record and empties one
 * of them gives another one along, so that nothing rests on what the record had.
 */
export function missingOf(
  { anyOf = [] }: RecordDeclaration,
  values: Readonly<Record<string, unknown>>,
  isNew: boolean,
): string[] {
  const empty = isNew ? anyOf.every((name) => isNothing(values[name])) : anyOf.some((name) => values[name] === null);
  const last = anyOf.at(-1);
  return last !== undefined && empty && anyOf.every((name) => isNothing(values[name])) ? [last] : [];
}

const isNothing = (value: unknown): boolean => value === null || value === undefined;

const REVERSED = 'must not lie before the day of its beginning';

/** The ends that lie before their beginnings, by field; of days that are not both given the database knows. */
export function reversedPeriods(
  { periods = [] }: RecordDeclaration,
  values: Readonly<Record<string, unknown>>,
): string[] {
  return periods
    .filter(([from, until]) => {
      const [first, last] = [values[from], values[until]];
      return typeof first === 'string' && typeof last === 'string' && last < first;
    })
    .map(([, until]) => until);
}
