import { idOf, knownToJobcenter } from '../data/known-persons';
import { PERSON_FIELDS } from './person-query';
import { cursorAt as cursorOfPostgraphile, personOf, POSTGRAPHILE_FIELDS } from './postgraphile-query';
import { readWorkload, type HttpRequest } from './read-workload';
import type { Workload } from './workload';

interface Nodes {
  readonly nodes: readonly never[];
}

export const PAGE_SIZE = 50;

const QUERY = `query Persons($after: String) { persons(first: ${PAGE_SIZE}, after: $after) { nodes { ${PERSON_FIELDS} } } }`;

const POSTGRAPHILE_QUERY = `query Persons($after: Cursor) { allPeople(first: ${PAGE_SIZE}, after: $after) { nodes { ${POSTGRAPHILE_FIELDS} } } }`;

/** The cursor of the hub that names a place in the list of known persons. */
const cursorAt = (id: string): string => Buffer.from(JSON.stringify([id])).toString('base64url');

/** A page of 50 persons with the records of all institutions. */
export const page: Workload = readWorkload({
  name: 'page',
  title: `A page of ${PAGE_SIZE} persons with the records of all institutions`,
  servers: ['hub', 'limit', 'postgraphile', 'plain'],
  requests: (server, { persons, staff }) =>
    knownToJobcenter(persons, 500).map((i, index): HttpRequest => {
      const after = idOf(i);
      const token = staff[index % staff.length]!;
      if (server === 'limit') return { method: 'GET', path: `/page/${after}`, token };
      if (server === 'postgraphile') {
        const body = { query: POSTGRAPHILE_QUERY, variables: { after: cursorOfPostgraphile(i) } };
        return { method: 'POST', path: '/graphql', token, body };
      }
      // The tutorial's cursor is the id itself.
      const variables = { after: server === 'plain' ? after : cursorAt(after) };
      return { method: 'POST', path: '/graphql', token, body: { query: QUERY, variables } };
    }),
  data: (server, { data }: { data: { persons: Nodes; allPeople: Nodes } }) =>
    server === 'postgraphile' ? data.allPeople.nodes.map(personOf) : data.persons.nodes,
});
