import { beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLResolveInfo } from 'graphql';
import type { Database, Statement } from '../../platform/postgres/database';
import { logThing } from '../log/log-entry.sql';
import type { RequestContext } from '../request-context';
import { WithheldList } from '../withheld';
import { needsEntry, onlyWithEntry } from './entry-required';

const READING: Statement = { text: 'select 1' };
const LOGGING: Statement = {
  text: `with l as (${logThing({ event: 'READ', thing: 'Link', person: 'p', from: '' })}) select 1`,
};
const NO_SETTINGS = {} as never;

/** A database that answers everything, unless its transaction is told to fail. */
const database = {
  once: () => Promise.resolve([{ row: 1 }]),
  transaction: (_: unknown, work: (transaction: { query: () => Promise<unknown> }) => Promise<unknown>) =>
    work({ query: () => Promise.resolve({ rows: [{ row: 1 }] }) }),
  takesWrites: () => Promise.resolve(true),
} as unknown as Database;

describe('what a root field answers', () => {
  const info = { path: { prev: undefined, key: 'links', typename: 'Query' } } as unknown as GraphQLResolveInfo;
  let context: RequestContext;
  let reported: string[];

  beforeEach(() => {
    reported = [];
    const notLogged = (place: string) => void reported.push(place);
    context = { database, withheld: new WithheldList(), notLogged } as unknown as RequestContext;
  });

  const answer = (work: (database: Database) => unknown, source?: unknown) =>
    Promise.resolve(onlyWithEntry('Query.links', (_, __, asking) => work(asking.database))(source, {}, context, info));
  const withheld = [{ path: 'links', category: null, reason: 'NOT_LOGGED', count: 1 }];

  it.each<[string, (database: Database) => Promise<unknown>]>([
    ['a statement', (door) => door.once(NO_SETTINGS, LOGGING)],
    [
      'one of several statements',
      (door) => Promise.all([door.once(NO_SETTINGS, READING), door.once(NO_SETTINGS, LOGGING)]),
    ],
    [
      'a statement of a transaction',
      (door) =>
        door.transaction(NO_SETTINGS, async (inner) => [await inner.query(READING), await inner.query(LOGGING)]),
    ],
  ])('leaves with an entry that %s has written', async (_, work) => {
    expect(await answer(work)).toBeTruthy();
    expect(context.withheld.list()).toEqual([]);
  });

  it.each<[string, (database: Database) => unknown]>([
    ['nothing was run', () => [{ row: 1 }]],
    ['what was run has written none', (door) => door.once(NO_SETTINGS, READING)],
    ['a transaction has written none', (door) => door.transaction(NO_SETTINGS, (inner) => inner.query(READING))],
    [
      'the transaction that wrote it was undone',
      async (door) => {
        const failing = door.transaction(NO_SETTINGS, async (inner) => {
          await inner.query(LOGGING);
          throw new Error('undone');
        });
        await failing.catch(() => undefined);
        return [{ row: 1 }];
      },
    ],
  ])('stays back where %s', async (_, work) => {
    expect(await answer(work)).toBeNull();
    expect(context.withheld.list()).toEqual(withheld);
    expect(reported).toEqual(['Query.links']);
  });

  it('needs no entry where it is nothing, or the word that events were missed', async () => {
    expect(await answer(() => null)).toBeNull();
    expect(await answer(() => undefined)).toBeUndefined();
    expect(await answer(() => ({ kind: 'RELOAD' }), 'RELOAD')).toEqual({ kind: 'RELOAD' });
    expect(context.withheld.list()).toEqual([]);
  });

  it('comes through the door of the request in all else', async () => {
    expect(await answer((door) => door.takesWrites().then((takes) => (takes ? null : 1)))).toBeNull();
  });
});

describe('an entry of its own', () => {
  const schema = buildSchema(`
    directive @protected(category: String!) on OBJECT
    type Person { id: ID! }
    type Course @protected(category: "LANGUAGE") { level: String }
    type Link { id: ID! }
    type CourseConnection { nodes: [Course!]! }
    type LinkConnection { nodes: [Link!]! }
    type Query {
      person: Person, persons: [Person!], courses: CourseConnection, course: Course
      links: LinkConnection, link: Link, number: Int
    }
  `);

  it('is what each field needs but questions that lead to persons and records', () => {
    const needing = Object.values(schema.getQueryType()!.getFields()).filter((field) => needsEntry('Query', field));
    expect(needing.map(({ name }) => name)).toEqual(['links', 'link', 'number']);
    const { person } = schema.getQueryType()!.getFields();
    expect(needsEntry('Mutation', person!)).toBe(true);
    expect(needsEntry('Subscription', person!)).toBe(true);
  });
});
