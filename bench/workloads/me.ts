import { PERSON_FIELDS } from './person-query';
import { readWorkload, type HttpRequest } from './read-workload';
import type { Workload } from './workload';

const QUERY = `query Me { me { ${PERSON_FIELDS} consents { id state recipients categories purposes } } }`;

/** The immigrant's own view: everything about themself, and their consents. */
export const me: Workload = readWorkload({
  name: 'me',
  title: 'The person themself: all records and consents',
  servers: ['hub', 'limit', 'plain'],
  requests: (server, { people }) =>
    people.map(({ token }): HttpRequest => {
      if (server === 'limit') return { method: 'GET', path: '/me', token };
      return { method: 'POST', path: '/graphql', token, body: { query: QUERY } };
    }),
  data: (_, answer: { data: { me: unknown } }) => answer.data.me,
});
