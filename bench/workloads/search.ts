import { readWorkload, type HttpRequest } from './read-workload';
import type { Workload } from './workload';

const QUERY = `query Search($familyName: String!, $birthDate: Date!) {
  searchPersons(by: { familyName: $familyName, birthDate: $birthDate }) { id identity { givenName familyName birthDate } } }`;

/** Finding a person by family name and day of birth. */
export const search: Workload = readWorkload({
  name: 'search',
  title: 'Search by family name and day of birth',
  servers: ['hub', 'limit', 'plain'],
  requests: (server, { names, staff }) =>
    names.map(({ familyName, birthDate }, index): HttpRequest => {
      const token = staff[index % staff.length]!;
      if (server === 'limit') {
        return { method: 'GET', path: `/search/${encodeURIComponent(familyName)}/${birthDate}`, token };
      }
      return { method: 'POST', path: '/graphql', token, body: { query: QUERY, variables: { familyName, birthDate } } };
    }),
  data: (_, answer: { data: { searchPersons: unknown } }) => answer.data.searchPersons,
});
