import { idOf, knownToJobcenter } from '../data/known-persons';
import { PERSON_FIELDS } from './person-query';
import { readWorkload, type HttpRequest } from './read-workload';
import type { Workload } from './workload';

export const PAGE_SIZE = 50;

const QUERY = `query Persons($after: String) { persons(first: ${PAGE_SIZE}, after: $after) { nodes { ${PERSON_FIELDS} } } }`;

/** The cursor of the hub that names a place in the list of known persons. */
const cursorAt = (id: string): string => Buffer.from(JSON.stringify([id])).toString('base64url');

/** A page of 50 persons with the records of all institutions. */
export const page: Workload = readWorkload({
  name: 'page',
  title: `A page of ${PAGE_SIZE} persons with the records of all institutions`,
  servers: ['hub', 'limit', 'plain'],
  requests: (server, { persons, staff }) =>
    knownToJobcenter(persons, 500).map((i, index): HttpRequest => {
      const after = idOf(i);
      const token = staff[index % staff.length]!;
      if (server === 'limit') return { method: 'GET', path: `/page/${after}`, token };
      // The tutorial's cursor is the id itself.
      const variables = { after: server === 'hub' ? cursorAt(after) : after };
      return { method: 'POST', path: '/graphql', token, body: { query: QUERY, variables } };
    }),
  data: (_, answer: { data: { persons: { nodes: unknown } } }) => answer.data.persons.nodes,
});
