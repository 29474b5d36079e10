import {
  getNamedType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
} from 'graphql';
import type { LiveSignal } from '../../platform/live/live-event';
import type { Database, Statement } from '../../platform/postgres/database';
import { isLogEntry } from '../log/log-entry.sql';
import type { RequestContext } from '../request-context';
import { isRecordType } from './declared-access';
import { withholdNotLogged } from './announced';
import { pathPattern } from './path-pattern';

/** The event of a subscription of which there is nothing to read: what was missed is not said. */
const NAMES_NOBODY: LiveSignal = 'RELOAD';

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/**
 * The rule of `announced.ts` for what is no record: consents, links, tasks, receipts, requests, pairs and whatever else a
 * field of `Query`, `Mutation` or `Subscription` answers. **It is answered only if a statement that was run for it has
 * written an entry into the access log.** Whoever forgets the entry of a store withholds what it read. A change that was
 * made without an entry is not undone, but nothing of it is told.
 *
 * What statement it was is seen where it is sent: the field gets a door to the database of its own, which looks at the text.
 */
export function onlyWithEntry(place: string, resolve: Resolver): Resolver {
  return async (source, args, context, info) => {
    const door = watched(context.database);
    const told: unknown = await resolve(source, args, { ...context, database: door.database }, info);
    if (told === null || told === undefined || source === NAMES_NOBODY || door.wroteEntry()) return told;
    return withholdNotLogged(context, place, pathPattern(info.path), null);
  };
}

/**
 * Whether a field of a root type needs an entry of its own: unless it is open to everybody, or a question that leads to
 * persons and their records, of which each field is announced.
 */
export function needsEntry(root: string, { type }: Pick<GraphQLField<unknown, unknown>, 'type'>): boolean {
  return root !== 'Query' || !isAnnouncedByField(type);
}

function isAnnouncedByField(of: GraphQLOutputType): boolean {
  const type = getNamedType(of);
  if (!isObjectType(type)) return false;
  if (type.name === 'Person' || isRecordType(type)) return true;
  const { nodes } = type.getFields();
  return nodes !== undefined && isAnnouncedByField(nodes.type);
}

/** The door to the database, and whether a statement that went through it has written an entry. */
function watched(database: Database): { readonly database: Database; readonly wroteEntry: () => boolean } {
  let entries = 0;
  const once: Database['once'] = async (settings, statement) => {
    const rows = await database.once(settings, statement);
    entries += writes(statement);
    return rows as never[];
  };
  const transaction: Database['transaction'] = async (settings, work) => {
    let pending = 0;
    const result = await database.transaction(settings, (inner) =>
      work({
        query: async (statement) => {
          const answer = await inner.query(statement);
          pending += writes(statement);
          return answer as never;
        },
      }),
    );
    entries += pending;
    return result;
  };
  return {
    database: Object.assign(Object.create(database) as Database, { once, transaction }),
    wroteEntry: () => entries > 0,
  };
}

const writes = ({ text }: Statement): number => (isLogEntry(text) ? 1 : 0);
