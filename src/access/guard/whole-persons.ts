import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import { RawJson, textOf } from '../../platform/raw-json';
import type { RequestContext } from '../request-context';
import { Place } from './place';
import { wholeRecords, type AskedRecords, type DecidablePerson } from './person-records';

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;
type Path = GraphQLResolveInfo['path'];

/** Persons of whom nothing is asked but `id`, `__typename` and records that leave as a whole, in the order of the query. */
export type WholePerson = readonly {
  readonly key: string;
  readonly shows: 'id' | '__typename' | AskedRecords;
}[];

/**
 * Writes the persons of a field as the text of the answer, under the guard of each record field. What execution would do for
 * every field of every person is done once for all of them.
 * @param resolve the field's own resolver, with its own guard
 */
export function withholdWholePersons(resolve: Resolver, shapeOf: (info: GraphQLResolveInfo) => WholePerson): Resolver {
  return (source, args, context, info) => {
    const write = (persons: unknown) => personsText(persons, shapeOf(info), context, info.path);
    const persons = resolve(source, args, context, info);
    return persons instanceof Promise ? persons.then(write) : write(persons);
  };
}

function personsText(persons: unknown, shape: WholePerson, context: RequestContext, path: Path): RawJson | null {
  if (persons === null || persons === undefined) return null;
  const shared = shape.map(() => ({}));
  const write = (person: Person, at: Path) => personText(person, shape, context, at, shared);
  if (!Array.isArray(persons)) return new RawJson(write(persons as Person, path));
  const texts = persons.map((person: Person, key) => write(person, { prev: path, key, typename: undefined }));
  return new RawJson(`[${texts.join(',')}]`);
}

interface Person extends DecidablePerson {
  readonly id: string;
}

function personText(
  person: Person,
  shape: WholePerson,
  context: RequestContext,
  path: Path,
  shared: readonly object[],
): string {
  let text = '{';
  for (const [index, { key, shows }] of shape.entries()) {
    if (index > 0) text += ',';
    text += `"${key}":`;
    if (shows === 'id') text += JSON.stringify(person.id);
    else if (shows === '__typename') text += '"Person"';
    else text += textOf(wholeRecords(person, shows, context, new Place(path, key, shared[index])));
  }
  return `${text}}`;
}
