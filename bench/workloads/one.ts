import { idOf, knownToJobcenter } from '../data/known-persons';
import { PERSON_FIELDS } from './person-query';
import { personOf, POSTGRAPHILE_FIELDS } from './postgraphile-query';
import { readWorkload, type HttpRequest } from './read-workload';
import type { Workload } from './workload';

const QUERY = `query Person($id: ID!) { person(id: $id) { ${PERSON_FIELDS} } }`;

const POSTGRAPHILE_QUERY = `query Person($id: UUID!) { personByRowId(rowId: $id) { ${POSTGRAPHILE_FIELDS} } }`;

/** One person with the records of all institutions. */
export const one: Workload = readWorkload({
  name: 'one',
  title: 'One person with the records of all institutions',
  servers: ['hub', 'limit', 'postgraphile', 'plain'],
  requests: (server, { persons, staff }) =>
    knownToJobcenter(persons, 2_000).map((i, index): HttpRequest => {
      const id = idOf(i);
      const token = staff[index % staff.length]!;
      if (server === 'limit') return { method: 'GET', path: `/one/${id}`, token };
      const query = server === 'postgraphile' ? POSTGRAPHILE_QUERY : QUERY;
      return { method: 'POST', path: '/graphql', token, body: { query, variables: { id } } };
    }),
  data: (server, { data }: { data: { person: unknown; personByRowId: never } }) =>
    server === 'postgraphile' ? personOf(data.personByRowId) : data.person,
});
