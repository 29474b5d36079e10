import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import { useDatabase } from '../kit/database';
import { longRun } from '../kit/environment';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';
import { DECISIONS } from './commands';
import { Give } from './commands/give';
import { compareAll } from './comparison/compare-all';
import { forgetEverybody, writeWorld, type Beginning } from './world';

const { seconds, seed } = longRun(60);
/** Sequences between two looks at the clock. */
const BATCH = 3;

const beginning: fc.Arbitrary<Beginning> = fc.record({
  jobcenterKnowsBoth: fc.boolean(),
  caritasKnowsBoth: fc.boolean(),
  opensIdentity: fc.boolean(),
});

const ANNA_OPENS_HER_IDENTITY = new Give(0, 0, {
  ...{ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] },
  ...{ exceptions: [], days: 100, secrecyRelease: false, dataFrom: null },
});

describe('whatever is decided in whatever order', () => {
  const database = useDatabase();
  let hub: RunningTestHub;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
  });
  afterAll(() => hub.stop());

  const property = fc.asyncProperty(
    beginning,
    fc.commands(DECISIONS, { maxCommands: 14, size: 'max' }),
    async (world, commands) => {
      await forgetEverybody(database);
      const reference = await writeWorld(database, world);
      const real = { hub, database };
      await compareAll(real, reference);
      await fc.asyncModelRun(
        () => ({ model: reference, real }),
        [...(world.opensIdentity ? [ANNA_OPENS_HER_IDENTITY] : []), ...commands],
      );
    },
  );

  it(
    `everybody sees exactly what a person let them see (seed ${seed})`,
    async () => {
      const end = Date.now() + seconds * 1_000;
      for (let batch = 0; Date.now() < end; batch += 1) {
        await fc.assert(property, { seed: seed + batch, numRuns: BATCH, endOnFailure: false });
      }
    },
    (seconds + 600) * 1_000,
  );
});
