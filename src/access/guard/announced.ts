import { isNonNullType, type GraphQLField, type GraphQLFieldResolver, type GraphQLObjectType } from 'graphql';
import { GeleitError } from '../../platform/errors';
import type { RequestContext } from '../request-context';
import type { Category } from '../vocabulary';
import { NOT_LOGGED } from '../withheld';
import { pathPattern } from './path-pattern';

/**
 * The rule by which nothing is disclosed without a trace: **a field about a person resolves only if the access log has been
 * told of it.**
 *
 * What the log has been told of a person is a value: the fields of `Person`, and of those that hold records the fields of
 * these. Whoever loads a person writes the log entry from it and hands the same value on with the person; the guard hands on
 * to each record that it lets out what was told of it. So does whoever loads records without their person. Before a field
 * resolves, the guard looks whether the value names it, whatever executes the document. Where there is no such value,
 * nothing is named.
 *
 * It holds for every field of `Person` but `id`, since an entry says itself whom it is about, and for every field of a type
 * that is declared protected. A field in no category, such as `Person.consents`, is announced like any other, by its name
 * in the entry about the person; what its own statement writes besides opens nothing.
 */
export type Announced = ReadonlyMap<string, AnnouncedFields>;

/** What the log has been told of a record: the names of its fields. */
export type AnnouncedFields = ReadonlySet<string>;

/** Under a symbol: no column, alias or JSON text can bear this name. */
const ANNOUNCED = Symbol('announced');

interface AnnouncedPerson {
  readonly [ANNOUNCED]?: Announced;
}

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/** Hands on with a person, or with a record, what the access log has been told of it; returns it. */
export function announce<Told extends object>(told: Told, fields: Announced | AnnouncedFields): Told {
  return Object.assign(told, { [ANNOUNCED]: fields });
}

/** Says whether the log has been told of a field of this person or record. */
export function isAnnounced(told: unknown, field: string): boolean {
  return (told as { readonly [ANNOUNCED]?: Announced | AnnouncedFields } | null)?.[ANNOUNCED]?.has(field) === true;
}

/** What the log has been told of the records in a field of a person; undefined where it was not told of the field. */
export function announcedIn(person: unknown, field: string): AnnouncedFields | undefined {
  return (person as AnnouncedPerson)[ANNOUNCED]?.get(field);
}

/** Lets a field of a person or record resolve only if the log has been told of it; nothing below it runs otherwise. */
export function onlyAnnounced(
  type: GraphQLObjectType,
  { name, type: of }: GraphQLField<unknown, RequestContext>,
  category: Category | null,
  resolve: Resolver,
): Resolver {
  const place = `${type.name}.${name}`;
  return (told, args, context, info) => {
    if (isAnnounced(told, name)) return resolve(told, args, context, info);
    const nothing = withholdNotLogged(context, place, pathPattern(info.path), category);
    if (!isNonNullType(of)) return nothing;
    throw new GeleitError(
      'NOT_LOGGED',
      `${place} is withheld, because it would leave without an entry in the access log.`,
    );
  };
}

/**
 * Withholds what the log has not been told of, and tells the operator: whoever loaded it has a fault.
 * @param place the field in the schema
 * @param pattern of the place in the answer
 */
export function withholdNotLogged(
  context: RequestContext,
  place: string,
  pattern: string,
  category: Category | null,
): null {
  context.withheld.add(pattern, category, NOT_LOGGED);
  context.notLogged?.(place);
  return null;
}
