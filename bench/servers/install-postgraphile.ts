import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/platform/config/project-root';

const FILES = ['package.json', 'package-lock.json', 'server.mjs', 'preload.cjs'];

const run = promisify(execFile);

/**
 * Installs PostGraphile at the first use, beside the data of the bench: it is no dependency of Geleit, and its packages
 * are in nobody's way.
 * @returns the directory with `server.mjs`
 * @throws Error if it cannot be installed, for example without a network
 */
export async function installPostgraphile(dataDir: string, say: (line: string) => void): Promise<string> {
  const source = join(projectRoot(), 'bench', 'peers', 'postgraphile');
  const target = join(dataDir, 'postgraphile');
  const lockOf = (directory: string) => readFile(join(directory, 'package-lock.json'), 'utf8').catch(() => '');
  const installed = await readFile(join(target, 'node_modules', '.package-lock.json')).then(
    async () => (await lockOf(target)) === (await lockOf(source)),
    () => false,
  );
  await mkdir(target, { recursive: true });
  for (const file of FILES) await cp(join(source, file), join(target, file));
  if (!installed) {
    say('installing PostGraphile for the comparison (once) ...');
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['ci', ...quiet, '--prefix', target], { cwd: target, timeout: 180_000 });
  }
  return target;
}
