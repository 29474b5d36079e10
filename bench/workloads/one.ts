import { idOf, knownToJobcenter } from '../data/known-persons';
import { PERSON_FIELDS } from './person-query';
import { readWorkload, type HttpRequest } from './read-workload';
import type { Workload } from './workload';

const QUERY = `query Person($id: ID!) { person(id: $id) { ${PERSON_FIELDS} } }`;

/** One person with the records of all institutions. */
export const one: Workload = readWorkload({
  name: 'one',
  title: 'One person with the records of all institutions',
  servers: ['hub', 'limit', 'plain'],
  requests: (server, { persons, staff }) =>
    knownToJobcenter(persons, 2_000).map((i, index): HttpRequest => {
      const id = idOf(i);
      const token = staff[index % staff.length]!;
      if (server === 'limit') return { method: 'GET', path: `/one/${id}`, token };
      return { method: 'POST', path: '/graphql', token, body: { query: QUERY, variables: { id } } };
    }),
  data: (_, answer: { data: { person: unknown } }) => answer.data.person,
});
