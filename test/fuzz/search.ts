import fc from 'fast-check';
import type { GraphQLObjectType } from 'graphql';
import type { TestDatabase } from '../kit/database';
import type { LongRun } from '../kit/environment';
import { sealedSchema } from '../kit/hub';
import type { Asker } from './cast';
import type { Request } from './documents/arbitrary-request';
import { printDocument } from './documents/print-document';
import { startFuzzedHub, type Send } from './fuzzed-hub';
import { differences, type Observed } from './observed';

/** A search for faults among random documents, which a hub behind HTTP answers. */
export interface Search {
  readonly database: TestDatabase;
  /** Where documents begin: Query or Mutation. */
  readonly root: GraphQLObjectType;
  readonly requests: fc.Arbitrary<Request>;
  /** What the answer should be. */
  readonly expected: (asker: Asker, source: string, variables: Record<string, unknown>) => Promise<Observed>;
  /** Without what may differ. */
  readonly comparable: (observed: Observed) => Observed;
  /** Documents for one hub: PostgreSQL keeps plans of each. */
  readonly perHub: number;
  /** Milliseconds for which a fault is made smaller; null where each document finds what those before it have changed. */
  readonly shrinking: number | null;
}

/** What a search has come by. */
export interface Findings {
  readonly faults: readonly string[];
  readonly documents: number;
  /** Documents that asked for too much. */
  readonly refused: number;
  /** Answers with data, without errors, and with an entry in the log: five are given to each document. */
  readonly withData: number;
  readonly withoutErrors: number;
  readonly withLog: number;
}

/** Sends each document again and again until the time is over or a fault is found, and prints what it has come by. */
export async function searchForFaults(search: Search, { seconds, seed }: LongRun): Promise<Findings> {
  const { database, requests, perHub, shrinking } = search;
  const until = Date.now() + seconds * 1_000;
  const faults: string[] = [];
  const tried = { documents: 0, refused: 0, withData: 0, withoutErrors: 0, withLog: 0 };
  for (let batch = seed; Date.now() < until && faults.length === 0; batch += 1) {
    const running = await startFuzzedHub(database);
    const property = fc.asyncProperty(requests, async (request) => {
      const wrong = await faultsOf(search, running.send, request, tried);
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
    });
    // An interruption leaves a document half done: only what is made smaller is interrupted.
    const ending =
      shrinking === null
        ? { endOnFailure: true }
        : { interruptAfterTimeLimit: Math.max(1, until - Date.now()) + shrinking };
    try {
      const run = await fc.check(property, { seed: batch, numRuns: perHub, ...ending });
      if (run.failed) {
        const before = `after ${tried.documents} documents, ${run.numShrinks} times smaller`;
        faults.push(`Seed ${batch}, ${before}:\n${messageOf(run.errorInstance)}`);
      }
    } finally {
      await running.stop();
    }
  }
  process.stdout.write(`${JSON.stringify({ seed, ...tried })}\n`);
  return { faults, ...tried };
}

type Tried = { -readonly [Count in keyof Omit<Findings, 'faults'>]: number };

/** What is wrong with the answers to a document, at the first time that something is; empty where nothing is. */
async function faultsOf(
  { root, expected, comparable }: Search,
  send: Send,
  { asker, other, tree }: Request,
  tried: Tried,
): Promise<readonly string[]> {
  const { source, variables, otherwise } = printDocument(sealedSchema(), root, tree);
  const times: readonly (readonly [string, Asker, Record<string, unknown>])[] = [
    ['sent for the first time', asker, variables],
    ['sent for the second time', asker, variables],
    ['sent for the third time', asker, variables],
    ['sent by somebody else with other variables', other, otherwise],
    ['sent once more', asker, variables],
  ];
  tried.documents += 1;
  for (const [time, who, sent] of times) {
    const seen = await send(who, source, sent);
    if (seen === 'refused') {
      tried.refused += 1;
      return [];
    }
    const wrong = differences(comparable(seen), comparable(await expected(who, source, sent)));
    if (wrong.length > 0) return [`${time} by ${JSON.stringify(who)}`, source, JSON.stringify(sent), ...wrong];
    if (seen.data.length > 100) tried.withData += 1;
    if (seen.errors.length === 0) tried.withoutErrors += 1;
    if (seen.log.length > 0) tried.withLog += 1;
  }
  return [];
}

function messageOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}\n${cause.stack}` : message;
}
