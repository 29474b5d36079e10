import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { useDatabase } from '../../test/kit/database';
import { rheinePolicy } from '../../test/kit/policy';
import { REGISTRY } from '../hub/subgraphs';
import { projectRoot } from '../platform/config/project-root';
import { runManifest } from './run-manifest';

const MANIFEST = join(projectRoot(), 'data', 'rheine', 'manifest.yaml');
const database = useDatabase();
const run = (dryRun: boolean, onProgress?: (part: number, file: string) => void) =>
  runManifest(MANIFEST, { appUrl: database.appUrl, policy: rheinePolicy(), registry: REGISTRY, dryRun, onProgress });
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
    const again = await run(false);
    expect(sum(again.map(({ inserted, updated }) => inserted + updated))).toBe(0);
  }, 120_000);
});
