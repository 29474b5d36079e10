import { readWorkload, type HttpRequest } from './read-workload';
import type { Workload } from './workload';

const QUERY = `query Log($until: DateTime) { accessLog(first: 20, until: $until) { nodes {
  id at event institution role purpose fields disclosed { category basis reference } withheld } } }`;

/** A person reads who looked at their data. Up to a fixed moment, because reading the log writes to it. */
export const accessLog: Workload = readWorkload({
  name: 'log',
  title: "A person's access log (20 entries)",
  servers: ['hub', 'limit', 'plain'],
  requests: (server, { people, startedAt }) =>
    people.map(({ token }): HttpRequest => {
      if (server === 'limit') return { method: 'GET', path: `/log/${encodeURIComponent(startedAt)}`, token };
      const variables = { until: startedAt };
      return { method: 'POST', path: '/graphql', token, body: { query: QUERY, variables } };
    }),
  data: (_, answer: { data: { accessLog: { nodes: unknown } } }) => answer.data.accessLog.nodes,
});
