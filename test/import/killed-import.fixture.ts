import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { POLICY_FILE } from '../kit/policy';
import { projectRoot } from '../../src/platform/config/project-root';
import type { runInChild } from './import-child.fixture';

/** Compiles TypeScript in the child as the build does. */
const HOOK = `
  require('reflect-metadata');
  const { transformFileSync } = require('@swc/core');
  require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file).code, file);
  const [fixture, options, policy] = process.argv.slice(1);
  require(fixture).runInChild(JSON.parse(options), policy).catch((error) => { console.error(error); process.exit(1); });
`;

/**
 * Imports in a process of its own, and kills it (SIGKILL) once so many rows have landed.
 * @param waitMs after that, so that it happens in the middle of a batch
 * @returns how many rows it told to have landed, and whether it was killed before its end
 */
export async function importAndKill(
  options: Omit<Parameters<typeof runInChild>[0], 'batchRows'>,
  afterRows: number,
  waitMs = 0,
): Promise<{ readonly landed: number; readonly wasKilled: boolean }> {
  const given: Parameters<typeof runInChild>[0] = { ...options, batchRows: 100 };
  const child = spawn(
    process.execPath,
    ['-e', HOOK, join(__dirname, 'import-child.fixture.ts'), JSON.stringify(given), POLICY_FILE],
    { cwd: projectRoot(), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let landed = 0;
  let timer: NodeJS.Timeout | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    landed = Number(line);
    if (landed < afterRows) return;
    if (waitMs === 0) child.kill('SIGKILL');
    else timer ??= setTimeout(() => child.kill('SIGKILL'), waitMs);
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(timer);
  return { landed, wasKilled: signal === 'SIGKILL' };
}
