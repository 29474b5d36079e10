import { request as send, type Agent } from 'node:http';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { GeleitError } from '../../../src/platform/errors';
import { createLogger } from '../../../src/platform/telemetry/logger';
import type { HttpServerOptions, HubServer } from '../../../src/hub/http/options';
import { createHttpServer } from '../../../src/hub/http/server';

/** Record types of a person in the dummy schema; as many as the hub has, each with what all of them have. */
const RECORDS = Array.from({ length: 15 }, (_, index) => `records${index}`);

const typeDefs = /* GraphQL */ `
  scalar Day
  enum Sex {
    FEMALE
    MALE
  }
  input PersonInput {
    familyName: String!
    birthDate: Day
    sex: Sex
    tags: [Int!]
  }
  type Query {
    hello: String
    slow(milliseconds: Int!): String
    fail(how: String!): String
    failHard(how: String!): String!
    born(on: Day!): String
    sex(of: Sex!): String
    count(first: Int!): Int
    persons(first: Int, after: String): PersonConnection!
    person(id: ID!): Person
    many(ids: [ID!]!): [Person!]!
  }
  type Mutation {
    enter(input: PersonInput!): String
  }
  type PersonConnection {
    edges: [PersonEdge!]!
    totalCount: Int
  }
  type PersonEdge {
    cursor: String
    node: Person
  }
  type Person {
    id: ID!
    familyName: String
    household: Household
    ${RECORDS.map((name) => `${name}: [Record!]`).join('\n')}
  }
  type Household {
    kind: String
    members: [Person!]
  }
  type Record {
    id: ID!
    title: String
    startedOn: String
    access: Access
    course: Course
  }
  type Access {
    category: String
    decision: String
  }
  type Course {
    title: String
  }
`;

/** The selection of everything that a person has, records included. */
export const WHOLE_PERSON = `id familyName household { kind members { id familyName } } ${RECORDS.map(
  (name) => `${name} { id title startedOn access { category decision } course { title } }`,
).join(' ')}`;

/** Throws what a resolver or the database may throw. The messages hold a name that no answer and no log may repeat. */
function thrown(how: string): Error {
  switch (how) {
    case 'refused':
      return Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });
    case 'no-such-person':
      return new GeleitError('NO_SUCH_PERSON', 'No such person.');
    case 'log':
      return new GeleitError('ACCESS_LOG_UNAVAILABLE', 'The access log could not be written.');
    case 'text-of-a-row':
      return new Error('row (Meier, 1984-01-01) violates a check; select * from core.person');
    default:
      // What `pg` says by itself is a sentence and has no code.
      return Object.assign(new Error(how), /\s/.test(how) ? {} : { code: how });
  }
}

export const schema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    Day: {
      parseValue(value: unknown) {
        if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
        throw new TypeError(`Not a day: ${String(value)}`);
      },
    },
    Query: {
      hello: () => 'hello',
      slow: (_root: unknown, { milliseconds }: { milliseconds: number }) =>
        new Promise((resolve) => setTimeout(() => resolve('done'), milliseconds)),
      fail(_root: unknown, { how }: { how: string }) {
        throw thrown(how);
      },
      failHard(_root: unknown, { how }: { how: string }) {
        throw thrown(how);
      },
      born: (_root: unknown, { on }: { on: string }) => on,
      sex: (_root: unknown, { of }: { of: string }) => of,
      count: (_root: unknown, { first }: { first: number }) => first,
      persons: () => ({ edges: [] }),
      many: () => [],
    },
    Mutation: { enter: () => 'entered' },
  },
});

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
  };
}

export interface Running {
  readonly url: string;
  readonly server: HubServer;
  readonly log: Record<string, unknown>[];
  /** The log as it was written, to search for what must not be in it. */
  logText(): string;
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  send(path: string, options?: SendOptions): Promise<Answer>;
}

interface SendOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Keeps connections open for the next request; without one each request has its own. */
  readonly agent?: Agent;
}

/** Options with stubs for everything behind the server. */
export function stubOptions(write: (line: string) => void = () => undefined): HttpServerOptions {
  return {
    schema,
    contextFor: () =>
      Promise.resolve({
        caller: { kind: 'staff', institution: 'jobcenter', role: 'case-manager', actor: 'a-subject', expiresAt: 0 },
      }),
    production: false,
    readiness: () => Promise.resolve({ database: { ok: true } }),
    logger: createLogger({ logLevel: 'debug' }, { write }),
    purposes: ['CASE_MANAGEMENT'],
    shutdownGraceSeconds: 2,
  };
}

/** A server on a free port with stubs for everything behind it; close it with `server.close()`. */
export async function run(options: Partial<HttpServerOptions> = {}): Promise<Running> {
  const lines: string[] = [];
  const server = await createHttpServer({ ...stubOptions((line) => void lines.push(line)), ...options });
  const { url } = await server.listen({ host: '127.0.0.1', port: 0, portIsFixed: true });
  const ask = (path: string, sending?: SendOptions) => answerOf(new URL(path, url), sending);
  return {
    url,
    server,
    get log() {
      return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    logText: () => lines.join(''),
    send: ask,
    ask: (query, variables, headers) =>
      ask('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
  };
}

/** One request with `node:http`, which, unlike fetch, shows connections and sends any header. */
export function answerOf(url: URL, { method = 'GET', headers, body, agent }: SendOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, agent: agent ?? false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = /json/.test(response.headers['content-type'] ?? '');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: (isJson ? JSON.parse(text) : {}) as Answer['body'],
        });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
