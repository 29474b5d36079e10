import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLObjectType } from 'graphql';
import { useDatabase } from '../kit/database';
import { longRun } from '../kit/environment';
import { sealedSchema, useHub } from '../kit/hub';
import { writeFuzzCast, type Cast } from './cast';
import { askSingleOf, refusalOf } from './fuzzed-hub';
import { Alike } from './mutations/alike';
import { arbitraryMutation } from './mutations/arbitrary-mutation';
import { Twin } from './mutations/twin';
import { searchForFaults } from './search';

const { seconds, seed } = longRun(60);
/** Beside the documents, which are the larger part of what is asked. */
const HALF = seconds / 2;
const PER_HUB = 20;

describe('a random mutation', () => {
  const [database, twinDatabase] = [useDatabase(), useDatabase()];
  const [hub, twinHub] = [useHub(database), useHub(twinDatabase)];
  let cast: Cast;
  let alike: Alike;
  let twin: Twin;

  beforeAll(async () => {
    cast = await writeFuzzCast(database, hub);
    alike = new Alike(cast, await writeFuzzCast(twinDatabase, twinHub));
    const ask = askSingleOf(twinHub, twinDatabase);
    twin = new Twin(
      (asker, source) => ask(asker, alike.forTwin(source)),
      (asker) => refusalOf(twinHub, twinDatabase, asker),
    );
  }, 240_000);

  it(
    'does and answers what it does on a database alike, field by field, whenever it is sent',
    async () => {
      const schema = sealedSchema();
      const { faults, documents, refused, withoutErrors, withLog } = await searchForFaults(
        {
          database,
          root: schema.getMutationType() as GraphQLObjectType,
          requests: arbitraryMutation(schema, cast),
          expected: (...asked) => twin.answer(...asked),
          comparable: (observed) => alike.comparable(observed),
          perHub: PER_HUB,
          shrinking: null,
        },
        { seconds: HALF, seed },
      );
      expect(faults).toEqual([]);
      expect(documents).toBeGreaterThan(PER_HUB / 2);
      expect(refused).toBeLessThan(documents / 4);
      // Many do what they say, and all leave something on record, be it that they were refused.
      expect(withoutErrors).toBeGreaterThan(documents / 4);
      expect(withLog).toBeGreaterThan(documents / 4);
    },
    (HALF + 600) * 1_000,
  );
});
