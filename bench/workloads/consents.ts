import type { Reply } from '../load/connection';
import { Connection } from '../load/connection';
import { bytesOf, problemOf, type HttpRequest } from './read-workload';
import type { ServerName, Workload, World } from './workload';

const GIVE = `mutation Give($input: GiveConsentInput!) { giveConsent(input: $input) { id state version } }`;
const WITHDRAW = `mutation Withdraw($id: ID!) { withdrawConsent(input: { id: $id }) { id state version } }`;

const CONSENT = {
  recipients: ['city', 'caritas'],
  categories: ['IDENTITY', 'BENEFITS', 'COUNSELLING'],
  purposes: ['CASE_MANAGEMENT'],
  validUntil: '2099-12-31T00:00:00.000Z',
};

interface ConsentAnswer {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}

export function giving(server: ServerName, token: string): HttpRequest {
  if (server === 'limit') return { method: 'POST', path: '/give', token, body: CONSENT };
  return { method: 'POST', path: '/graphql', token, body: { query: GIVE, variables: { input: CONSENT } } };
}

export function withdrawing(server: ServerName, token: string, id: string): HttpRequest {
  if (server === 'limit') return { method: 'POST', path: `/withdraw/${id}`, token, body: {} };
  return { method: 'POST', path: '/graphql', token, body: { query: WITHDRAW, variables: { id } } };
}

/** The consent in an answer. */
export function consentIn({ body }: Reply): ConsentAnswer {
  const { data } = JSON.parse(body.toString()) as { data: Record<string, ConsentAnswer> };
  return (data.giveConsent ?? data.withdrawConsent)!;
}

/** Gives a consent, withdraws it, and so on; every connection for persons of its own. */
export const consents: Workload = {
  name: 'consents',
  title: 'Giving and withdrawing consent, in turn',
  servers: ['hub', 'limit', 'plain'],
  clients(server, url, { givers }) {
    const gives = givers.map((token) => bytesOf(url, giving(server, token)));
    return (connection) => {
      let person = connection % givers.length;
      let given: string | null = null;
      return {
        next() {
          if (given !== null) return bytesOf(url, withdrawing(server, givers[person]!, given));
          person = (person + 16) % givers.length;
          return gives[person]!;
        },
        check(reply) {
          const problem = problemOf(reply);
          const expected = given === null ? 'GIVEN' : 'WITHDRAWN';
          if (problem === null) {
            const { id, state } = consentIn(reply);
            given = given === null ? id : null;
            return state === expected ? null : `state ${state} instead of ${expected}`;
          }
          given = null;
          return problem;
        },
      };
    };
  },
  sample: (server, url, world) => giveAndWithdraw(server, url, world),
};

async function giveAndWithdraw(server: ServerName, url: string, { givers }: World): Promise<unknown[]> {
  const connection = new Connection(url);
  const given = consentIn(await connection.send(bytesOf(url, giving(server, givers[0]!))));
  const withdrawn = consentIn(await connection.send(bytesOf(url, withdrawing(server, givers[0]!, given.id))));
  connection.close();
  return [given, withdrawn].map(({ state, version }) => ({ state, version }));
}
