import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Agent, request } from 'node:http';
import { exportJWK, SignJWT, type JWK } from 'jose';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { INSTITUTIONS, type Purpose } from '../../src/access/vocabulary';
import type { WithheldEntry } from '../../src/access/withheld';
import { startHub } from '../../src/hub/start-hub';
import type { Config } from '../../src/platform/config/config';
import type { Caller } from '../../src/platform/identity/caller';
import type { Issuer } from '../../src/platform/identity/issuer';
import { sealedSchema } from '../kit/hub';
import { POLICY_FILE, rheinePolicy } from '../kit/policy';
import { testReceiptKey } from '../kit/receipt-keys';

const AUDIENCE = 'geleit-test';
const KEYS = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const addressOf = (who: string): string => `https://${who}.issuer.invalid`;

/** What came over the wire. */
export interface WireAnswer<Data = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  /** The body as it was sent. */
  readonly text: string;
  readonly data: Data | null | undefined;
  readonly codes: readonly unknown[];
  readonly errors: readonly GraphQLFormattedError[];
  readonly withheld: readonly WithheldEntry[];
}

export interface RunningTestHub {
  readonly url: string;
  /** Asks over HTTP with a token of its own issuer. Rejects only if the connection breaks. */
  ask<Data = Record<string, unknown>>(
    caller: Caller,
    purpose: Purpose | null,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<WireAnswer<Data>>;
  /** Subscriptions that are open. */
  subscribers(): number;
  stop(): Promise<void>;
}

export interface RunningHubOptions {
  readonly appUrl: string;
  /** Default: 10. */
  readonly poolSize?: number;
  /** Folder of the journal; none by default. */
  readonly decisionJournal?: string;
  /** Default: the whole hub. */
  readonly schema?: GraphQLSchema;
}

/** Starts the hub as `serve` does, with issuers for every institution and for persons, on any free port. */
export async function startTestHub({
  appUrl,
  poolSize = 10,
  decisionJournal,
  schema,
}: RunningHubOptions): Promise<RunningTestHub> {
  const issuers = await testIssuers();
  const config: Config = {
    production: false,
    host: '127.0.0.1',
    port: 0,
    portIsDefault: false,
    poolSize,
    dataDir: tmpdir(),
    policyFile: POLICY_FILE,
    policyLabels: join(dirname(POLICY_FILE), 'labels'),
    consentTexts: join(dirname(POLICY_FILE), 'consent-texts'),
    issuers,
    logLevel: 'silent',
    receiptKeys: [testReceiptKey()],
    bookletCodeKey: Buffer.alloc(32, 'kit'),
    shutdownGraceSeconds: 5,
    decisionJournal,
    shutdownDrainSeconds: 0,
  };
  const hub = await startHub({ config, policy: rheinePolicy(), schema: schema ?? sealedSchema(), appUrl, issuers });
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
  const tokens = new Map<string, Promise<string>>();
  return {
    url: hub.url,
    async ask<Data>(caller: Caller, purpose: Purpose | null, query: string, variables?: Record<string, unknown>) {
      const isGuardian = caller.role === 'guardian';
      const name = caller.kind === 'staff' ? `${caller.institution} ${caller.role} ${caller.actor}` : subjectOf(caller);
      let token = tokens.get(name);
      if (!token) tokens.set(name, (token = tokenFor(caller)));
      const represents = isGuardian ? caller.personId : null;
      return post<Data>(hub.url, agent, await token, purpose, { query, variables }, represents);
    },
    subscribers: () => hub.subscribers(),
    async stop() {
      await hub.stop();
      agent.destroy();
    },
  };
}

/** The issuers of a test: one for each institution of the policy, and one for persons. */
async function testIssuers(): Promise<Issuer[]> {
  const key: JWK = { ...(await exportJWK(KEYS.publicKey)), kid: 'test', alg: 'ES256' };
  const common = { audience: AUDIENCE, keys: { jwks: { keys: [key] } } };
  return [
    ...INSTITUTIONS.map((institution): Issuer => ({
      ...common,
      issuer: addressOf(institution),
      kind: 'staff',
      institution,
    })),
    { ...common, issuer: addressOf('persons'), kind: 'person' },
  ];
}

/** A person logs in under their own id, everybody else under a name of theirs. */
const subjectOf = (caller: Caller): string => (caller.role === 'person' ? caller.personId : caller.actor);

/** @param lifetime as `jose` understands it */
export async function tokenFor(caller: Caller, lifetime: string | number = '1h'): Promise<string> {
  const isPerson = caller.kind === 'person';
  return new SignJWT(isPerson ? {} : { geleit_role: caller.role, family_name: caller.familyName })
    .setProtectedHeader({ alg: 'ES256', kid: 'test' })
    .setIssuer(addressOf(isPerson ? 'persons' : caller.institution))
    .setAudience(AUDIENCE)
    .setSubject(subjectOf(caller))
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .setJti(randomUUID())
    .sign(KEYS.privateKey);
}

/** Sends one GraphQL request; null for a token or header sends none. */
export function post<Data>(
  url: string,
  agent: Agent,
  token: string | null,
  purpose: Purpose | null,
  body: unknown,
  represents: string | null = null,
): Promise<WireAnswer<Data>> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL('/graphql', url),
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(purpose !== null && { 'x-purpose': purpose }),
          ...(represents !== null && { 'x-represents': represents }),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => resolve(answerOf<Data>(response.statusCode ?? 0, response.headers, text)));
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

function answerOf<Data>(status: number, headers: WireAnswer['headers'], text: string): WireAnswer<Data> {
  const body = JSON.parse(text) as {
    data?: Data | null;
    errors?: GraphQLFormattedError[];
    extensions?: { withheld?: WithheldEntry[] };
  };
  const errors = body.errors ?? [];
  const codes = errors.map(({ extensions }) => extensions?.code);
  return { status, headers, text, data: body.data, errors, codes, withheld: body.extensions?.withheld ?? [] };
}
