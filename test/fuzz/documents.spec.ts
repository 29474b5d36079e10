import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLObjectType } from 'graphql';
import { useDatabase } from '../kit/database';
import { longRun } from '../kit/environment';
import { sealedSchema, useHub } from '../kit/hub';
import { writeFuzzCast, type Cast } from './cast';
import { arbitraryRequest } from './documents/arbitrary-request';
import { askSingleOf } from './fuzzed-hub';
import { Reference } from './reference/reference';
import { searchForFaults } from './search';

const run = longRun(60);
const PER_HUB = 40;
/** Milliseconds for which a fault is made smaller. */
const SHRINKING = 180_000;

describe('a random document', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let cast: Cast;
  let reference: Reference;

  beforeAll(async () => {
    cast = await writeFuzzCast(database, hub);
    reference = new Reference(database, askSingleOf(hub, database));
  }, 120_000);

  it(
    'is answered as by the reference, field by field, whenever it is sent',
    async () => {
      const schema = sealedSchema();
      const { faults, documents, refused, withData, withLog } = await searchForFaults(
        {
          database,
          root: schema.getQueryType() as GraphQLObjectType,
          requests: arbitraryRequest(schema, cast),
          expected: (...asked) => reference.answer(...asked),
          comparable: (observed) => observed,
          perHub: PER_HUB,
          shrinking: SHRINKING,
        },
        run,
      );
      expect(faults).toEqual([]);
      // The documents reach what is protected: most are answered, many with data, and the reading is on record.
      expect(documents).toBeGreaterThan(PER_HUB / 2);
      expect(refused).toBeLessThan(documents / 4);
      expect(withData).toBeGreaterThan(documents / 4);
      expect(withLog).toBeGreaterThan(documents / 4);
    },
    (run.seconds + 600) * 1_000 + SHRINKING,
  );
});
