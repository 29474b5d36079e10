import { nameKey } from '../../src/subgraphs/core/identity/name-key';
import { readWorkload, type HttpRequest } from './read-workload';
import type { Workload } from './workload';

const QUERY = `query Search($familyName: String!, $birthDate: Date!) {
  searchPersons(by: { familyName: $familyName, birthDate: $birthDate }) { id identity { givenName familyName birthDate } } }`;

const POSTGRAPHILE_QUERY = `query Search($nameKey: String!, $birthDate: String!) {
  allIdentities(condition: { nameKey: $nameKey, birthDate: $birthDate }) { nodes { personId givenName familyName birthDate } } }`;

interface Found {
  readonly searchPersons: unknown;
  readonly allIdentities: { readonly nodes: readonly { readonly personId: string }[] };
}

/** Finding a person by family name and day of birth. */
export const search: Workload = readWorkload({
  name: 'search',
  title: 'Search by family name and day of birth',
  servers: ['hub', 'limit', 'postgraphile', 'plain'],
  requests: (server, { names, staff }) =>
    names.map(({ familyName, birthDate }, index): HttpRequest => {
      const token = staff[index % staff.length]!;
      if (server === 'limit') {
        return { method: 'GET', path: `/search/${encodeURIComponent(familyName)}/${birthDate}`, token };
      }
      if (server === 'postgraphile') {
        const variables = { nameKey: nameKey(familyName), birthDate };
        return { method: 'POST', path: '/graphql', token, body: { query: POSTGRAPHILE_QUERY, variables } };
      }
      return { method: 'POST', path: '/graphql', token, body: { query: QUERY, variables: { familyName, birthDate } } };
    }),
  data: (server, { data }: { data: Found }) =>
    server === 'postgraphile'
      ? data.allIdentities.nodes.map(({ personId, ...identity }) => ({ id: personId, identity }))
      : data.searchPersons,
});
