import { getNamedType, GraphQLError, isObjectType, type GraphQLNamedType, type GraphQLResolveInfo } from 'graphql';
import { answerPath } from '../../../src/access/disputed';
import { pathPattern } from '../../../src/access/guard/path-pattern';
import type { ReferenceContext } from './context';
import { literalArguments } from './literal-arguments';
import { valueAt, type Way } from './nodes';
import { selectedBelow, type Selected } from './selected';
import type { SingleAnswer } from './single-documents';

type Path = readonly (string | number)[];

export interface Told {
  readonly value: unknown;
  /** What the field failed with; null where it did not. */
  readonly failed: GraphQLError | null;
  readonly answer: SingleAnswer;
  readonly selected: Selected;
}

/**
 * The value of a field that has a store of its own: what the hub says to a document that asks for this field only, without
 * aliases, fragments, conditions and variables. What is said beside it is told at the places of the document at hand.
 */
export async function askSingle(
  context: ReferenceContext,
  info: GraphQLResolveInfo,
  way: Way,
  instead: Instead = PERSONS,
): Promise<Told> {
  const selected = selectedBelow(info);
  const args = literalArguments(info.fieldNodes[0]!, info, context.variables);
  const answer = await context.single(
    way.document(`${info.fieldName}${args}${textOf(getNamedType(info.returnType), selected, instead)}`),
  );
  const prefix = way.place(answer.data);
  const path = [...prefix, info.fieldName];
  const [error] = answer.errors;
  if (error && !startsWith(path, error.path ?? [])) {
    throw new Error(`The reference knows no errors below a field: ${JSON.stringify(error)}`);
  }
  const failed = error ? new GraphQLError(error.message, { extensions: { code: error.extensions?.code } }) : null;
  if (!failed) tell(context, info, answer, path, selected, way.among(answer.data));
  return { value: valueAt(answer.data, path), failed, answer, selected };
}

/** Types of which the single document asks only which it is, by what it asks: the reference reads them itself. */
export type Instead = Readonly<Record<string, string>>;

export const PERSONS: Instead = { Person: 'id' };

function textOf(type: GraphQLNamedType, selected: Selected, instead: Instead): string {
  if (!isObjectType(type)) return '';
  // Where conditions leave nothing, something has to stand all the same.
  const names = [...selected].map(
    ([name, field]) => `${name}${field.type ? textOf(field.type, field.below, instead) : ''}`,
  );
  return ` { ${instead[type.name] ?? (names.join(' ') || '__typename')} }`;
}

function tell(
  { withheld, disputed }: ReferenceContext,
  info: GraphQLResolveInfo,
  answer: SingleAnswer,
  path: Path,
  selected: Selected,
  among: number,
): void {
  const pattern = path.filter((key) => typeof key === 'string').join('.');
  for (const { path: at, category, reason, count } of answer.withheld) {
    if (at !== pattern && !at.startsWith(`${pattern}.`)) continue;
    for (const rest of keysFor(
      at
        .slice(pattern.length + 1)
        .split('.')
        .filter(Boolean),
      selected,
    )) {
      for (let one = 0; one < count / among; one += 1) {
        withheld.add([pathPattern(info.path), ...rest].join('.'), category, reason);
      }
    }
  }
  for (const { path: at, ...note } of answer.disputed) {
    if (!startsWith(at, path)) continue;
    for (const rest of keysFor(at.slice(path.length), selected)) {
      disputed.add([...answerPath(info.path), ...rest], [{ id: '', ...note }]);
    }
  }
}

/** The places in the answer at which what lies at these names is shown; positions in lists stay. */
function keysFor([name, ...rest]: Path, selected: Selected): Path[] {
  if (name === undefined) return [[]];
  if (typeof name === 'number') return keysFor(rest, selected).map((path) => [name, ...path]);
  const field = selected.get(name);
  if (!field) return [];
  return [...field.keys].flatMap((key) => keysFor(rest, field.below).map((path) => [key, ...path]));
}

const startsWith = (path: Path, beginning: Path): boolean => beginning.every((key, index) => path[index] === key);
