import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { useDatabase, type TestDatabase } from '../../test/kit/database';
import { POLICY_FILE } from '../../test/kit/policy';
import { projectRoot } from '../platform/config/project-root';
import type { runInChild } from './import-child.fixture';
import { importInto, personsCsv, rowsOf, useFiles } from './import-files.fixture';

const ROWS = 4_000;
const files = useFiles();
const interrupted = useDatabase();
const undisturbed = useDatabase();

/** Compiles TypeScript in the child as the build does. */
const HOOK = `
  require('reflect-metadata');
  const { transformFileSync } = require('@swc/core');
  require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file).code, file);
  const [fixture, options, policy] = process.argv.slice(1);
  require(fixture).runInChild(JSON.parse(options), policy).catch((error) => { console.error(error); process.exit(1); });
`;

/** Imports in a process of its own and kills that once so many rows have landed. */
async function importAndKill({ appUrl }: TestDatabase, kind: string, file: string, afterRows: number): Promise<number> {
  const options: Parameters<typeof runInChild>[0] = { appUrl, kind, file, institution: 'city', batchRows: 100 };
  const child = spawn(
    process.execPath,
    ['-e', HOOK, join(__dirname, 'import-child.fixture.ts'), JSON.stringify(options), POLICY_FILE],
    { cwd: projectRoot(), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let landed = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    landed = Number(line);
    if (landed >= afterRows) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return landed;
}

describe('an import that was killed in the middle', () => {
  it.each([
    ['persons', 'core.person_link', personsCsv(Array.from({ length: ROWS }, (_, index) => `F-${index}`))],
    [
      'registrations',
      'city.registration',
      `registration_number;file_number;registered_on\n${Array.from({ length: ROWS }, (_, index) => `R-${index};F-${index % 500};01.08.2018\n`).join('')}`,
    ],
  ])(
    'arrives at the same end state when it is run again: %s',
    async (kind, table, text) => {
      const file = await files.write(`${kind}.csv`, text);
      await importInto(undisturbed)({ kind, file });
      const landed = await importAndKill(interrupted, kind, file, 500);
      const before = (await rowsOf(interrupted, table)).length;
      expect(before).toBeGreaterThanOrEqual(500);
      expect(before).toBeLessThan(ROWS);
      // Whole batches of 100 rows, and at most one that the child could no longer tell of.
      expect([landed, landed + 100, landed + 200]).toContain(before);
      expect(await importInto(interrupted)({ kind, file })).toMatchObject({
        rows: ROWS,
        inserted: ROWS - before,
        updated: 0,
        unchanged: before,
        rejected: 0,
      });
      expect(await rowsOf(interrupted, table)).toEqual(await rowsOf(undisturbed, table));
      const runs = await interrupted.asApp<{ finished: boolean }>(
        { institution: 'city', role: 'service' },
        'select finished_at is not null as finished from core.import_run where kind = $1 order by started_at',
        [kind],
      );
      expect(runs.map(({ finished }) => finished)).toEqual([false, true]);
    },
    60_000,
  );

  it('leaves no person without a link and an identity', async () => {
    const [counts] = await interrupted.asApp<Record<string, string>>(
      { institution: 'city', role: 'service' },
      `select (select count(*) from core.person_link) as links, (select count(*) from core.identity) as identities`,
    );
    expect(counts).toEqual({ links: String(ROWS), identities: String(ROWS) });
  });
});
