import { PERSON_FIELDS } from './person-query';
import { personOf, POSTGRAPHILE_FIELDS } from './postgraphile-query';
import { readWorkload, type HttpRequest } from './read-workload';
import type { Workload } from './workload';

const QUERY = `query Me { me { ${PERSON_FIELDS} consents { id state recipients categories purposes } } }`;

const POSTGRAPHILE_QUERY = `query Me($id: UUID!) { personByRowId(rowId: $id) { ${POSTGRAPHILE_FIELDS}
  consents: consentsByPersonId(orderBy: RECORDED_AT_DESC) { nodes { id: rowId state validUntil recipients categories purposes } } } }`;

/** The immigrant's own view: everything about themself, and their consents. */
export const me: Workload = readWorkload({
  name: 'me',
  title: 'The person themself: all records and consents',
  servers: ['hub', 'limit', 'postgraphile', 'plain'],
  requests: (server, { people }) =>
    people.map(({ id, token }): HttpRequest => {
      if (server === 'limit') return { method: 'GET', path: '/me', token };
      if (server === 'postgraphile') {
        return { method: 'POST', path: '/graphql', token, body: { query: POSTGRAPHILE_QUERY, variables: { id } } };
      }
      return { method: 'POST', path: '/graphql', token, body: { query: QUERY } };
    }),
  data: (server, { data }: { data: { me: unknown; personByRowId: Mine } }) =>
    server === 'postgraphile' ? mine(data.personByRowId) : data.me,
});

interface Mine {
  readonly consents: { readonly nodes: readonly { readonly state: string; readonly validUntil: string }[] };
}

/** PostGraphile shows the state as it is stored; by the clock it may have expired. */
function mine({ consents, ...person }: Mine): unknown {
  const stateOf = (state: string, until: string): string =>
    state === 'GIVEN' && Date.parse(until) <= Date.now() ? 'EXPIRED' : state;
  return {
    ...personOf(person as never),
    consents: consents.nodes.map(({ state, validUntil, ...rest }) => ({ ...rest, state: stateOf(state, validUntil) })),
  };
}
