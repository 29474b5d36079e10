import { isScalarType } from 'graphql';
import type { Policy, StatutePolicy } from '../access/policy/policy';
import type { RecordDeclaration } from './declaration';
import type { RecordRegistry } from './registry';

/** The columns by which a statute tells a living record, and the states in which it lives. */
export interface LivingColumns {
  readonly table: string;
  readonly state: string;
  readonly states: readonly string[];
  readonly from: string;
  readonly until: string;
}

/** The policy's conditions of statutes do not fit the record types; its message is for the operator. */
export class StatuteConditionError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The policy has statutes whose condition nobody could check:\n${problems.join('\n')}`);
    this.name = 'StatuteConditionError';
  }
}

/** Where a statute's condition is looked up; undefined where it cannot be checked, and then the statute permits nothing. */
export function livingColumns(registry: RecordRegistry, statute: StatutePolicy): LivingColumns | undefined {
  const declaration = registry.named(statute.whereRecipientHas);
  if (!declaration?.onPerson || problemsOf(declaration, statute).length > 0) return undefined;
  const { field, states, from, until } = statute.whileLiving;
  const column = (name: string): string => declaration.fields.find((one) => one.name === name)!.column;
  return { table: declaration.table, state: column(field), states, from: column(from), until: column(until) };
}

/** The fields of a record type by which a statute of the policy tells whether it lives, and so whether it opens data. */
export function livingFields({ statutes }: Policy, { name }: RecordDeclaration): string[] {
  return statutes
    .filter(({ whereRecipientHas }) => whereRecipientHas === name)
    .flatMap(({ whileLiving: { field, from, until } }) => [field, from, until]);
}

/**
 * Compares the words of every statute's condition with the record type that it names.
 * @throws StatuteConditionError with everything that does not fit
 */
export function refuseUnknownConditions({ statutes }: Policy, registry: RecordRegistry): void {
  const problems = statutes.flatMap((statute) => {
    const declaration = registry.named(statute.whereRecipientHas);
    const found = declaration?.onPerson
      ? problemsOf(declaration, statute)
      : [`whereRecipientHas: there are no records ${statute.whereRecipientHas} of persons`];
    return found.map((problem) => `statutes, ${statute.id}: ${problem}.`);
  });
  if (problems.length > 0) throw new StatuteConditionError(problems);
}

function problemsOf({ author, name, fields }: RecordDeclaration, statute: StatutePolicy): string[] {
  const { field, states, from, until } = statute.whileLiving;
  const named = (wanted: string) => fields.find((one) => one.name === wanted);
  const words = named(field)?.kind.graphqlType;
  const known = words && !isScalarType(words) ? Object.keys(words) : null;
  const isDay = (wanted: string) => named(wanted)?.kind.sqlType === 'date';
  return [
    ...(author === statute.recipient ? [] : [`whereRecipientHas: ${name} is not written by ${statute.recipient}`]),
    ...(known
      ? states
          .filter((state) => !known.includes(state))
          .map((state) => `whileLiving.states: ${name} has no ${field} ${state}`)
      : [`whileLiving.field: ${field} of ${name} has no list of states`]),
    ...[from, until].filter((day) => !isDay(day)).map((day) => `whileLiving: ${name} has no day ${day}`),
  ];
}
