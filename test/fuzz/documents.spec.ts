import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GraphQLObjectType } from 'graphql';
import { useDatabase } from '../kit/database';
import { longRun } from '../kit/environment';
import { sealedSchema, useHub } from '../kit/hub';
import { writeFuzzCast, type Asker, type Cast } from './cast';
import { arbitraryRequest, type Request } from './documents/arbitrary-request';
import { printDocument } from './documents/print-document';
import { askSingleOf, startFuzzedHub, type Send } from './fuzzed-hub';
import { differences } from './observed';
import { Reference } from './reference/reference';

const { seconds, seed } = longRun(60);

/** Documents for one hub: PostgreSQL keeps plans of each. */
const PER_HUB = 40;

/** Milliseconds for which a fault is made smaller. */
const SHRINKING = 180_000;

function messageOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}\n${cause.stack}` : message;
}

describe('a random document', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let cast: Cast;
  let reference: Reference;
  const tried = { documents: 0, refused: 0, withData: 0, withLog: 0 };

  beforeAll(async () => {
    cast = await writeFuzzCast(database, hub);
    reference = new Reference(database, askSingleOf(hub, database));
  }, 120_000);

  /** What is wrong with the answers to a request that is sent again and again; empty where nothing is. */
  async function faultsOf(send: Send, { asker, other, tree }: Request): Promise<readonly string[]> {
    const schema = sealedSchema();
    const { source, variables, otherwise } = printDocument(schema, schema.getQueryType() as GraphQLObjectType, tree);
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
      const wrong = differences(seen, await reference.answer(who, source, sent));
      if (wrong.length > 0) return [`${time} by ${JSON.stringify(who)}`, source, JSON.stringify(sent), ...wrong];
      if (seen.data.length > 100) tried.withData += 1;
      if (seen.log.length > 0) tried.withLog += 1;
    }
    return [];
  }

  it(
    'is answered as by the reference, field by field, whenever it is sent',
    async () => {
      const until = Date.now() + seconds * 1_000;
      const found: string[] = [];
      for (let batch = seed; Date.now() < until && found.length === 0; batch += 1) {
        const running = await startFuzzedHub(database);
        const property = fc.asyncProperty(arbitraryRequest(sealedSchema(), cast), async (request) => {
          const wrong = await faultsOf(running.send, request);
          if (wrong.length > 0) throw new Error(wrong.join('\n'));
        });
        try {
          const limit = Math.max(1, until - Date.now()) + SHRINKING;
          const run = await fc.check(property, { seed: batch, numRuns: PER_HUB, interruptAfterTimeLimit: limit });
          if (run.failed)
            found.push(`Seed ${batch}, ${run.numShrinks} times smaller:\n${messageOf(run.errorInstance)}`);
        } finally {
          await running.stop();
        }
      }
      process.stdout.write(`${JSON.stringify({ seed, ...tried })}\n`);
      expect(found).toEqual([]);
      // The documents reach what is protected: most are answered, many with data, and the reading is on record.
      expect(tried.documents).toBeGreaterThan(PER_HUB / 2);
      expect(tried.refused).toBeLessThan(tried.documents / 4);
      expect(tried.withData).toBeGreaterThan(tried.documents / 4);
      expect(tried.withLog).toBeGreaterThan(tried.documents / 4);
    },
    (seconds + 600) * 1_000 + SHRINKING,
  );
});
