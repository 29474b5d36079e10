import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { rheinePolicy } from '../kit/policy';
import { importDemonstration } from '../../src/hub/import-demonstration';
import { REGISTRY } from '../../src/hub/subgraphs';

const database = useDatabase();
const run = (dryRun: boolean, onProgress?: (part: number, file: string) => void) =>
  importDemonstration({ appUrl: database.appUrl, policy: rheinePolicy(), registry: REGISTRY, dryRun, onProgress });
const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

describe('the demonstration data', () => {
  it('would land as a whole, land as a whole, and change nothing when they come again', async () => {
    const dry = await run(true);
    const progress: number[] = [];
    const landed = await run(false, (part) => progress.push(part));
    const withoutTime = (summaries: typeof dry) => summaries.map(({ seconds: _seconds, ...summary }) => summary);
    expect(withoutTime(dry)).toEqual(withoutTime(landed));
    expect(landed.filter(({ rejected }) => rejected > 0)).toEqual([]);
    expect(sum(landed.map(({ inserted }) => inserted))).toBe(sum(landed.map(({ rows }) => rows)));
    expect(progress.at(-1)).toBe(1);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
    // Everybody whom a file asked has confirmed, so nobody has two registrations of one booklet.
    expect(await database.asOwner(`select distinct state, confirmation from core.link where way = 'IMPORT'`)).toEqual([
      { state: 'ACTIVE', confirmation: 'PERSON' },
    ]);
    const again = await run(false);
    expect(sum(again.map(({ inserted, updated }) => inserted + updated))).toBe(0);
  }, 120_000);
});
