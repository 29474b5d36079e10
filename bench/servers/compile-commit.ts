import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/platform/config/project-root';

/** A commit before the database's code became files has no `database`. */
const PARTS = ['src', 'migrations', 'database', 'policy', 'package.json', '.swcrc'];

const run = promisify(execFile);

/**
 * Compiles the hub of an earlier commit, with the packages that are installed now, so that what a step has brought can be
 * measured in one run.
 * @returns the directory of its compiled files
 */
export async function compileCommit(commit: string, dataDir: string): Promise<string> {
  const root = projectRoot();
  const directory = join(dataDir, 'earlier', commit.replace(/\W/g, '_'));
  const archive = `${directory}.tar`;
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const { stdout: there } = await run('git', ['ls-tree', '--name-only', commit, ...PARTS], { cwd: root });
  await run('git', ['archive', '--output', archive, commit, ...there.trim().split('\n')], { cwd: root });
  await run('tar', ['--extract', '--file', archive, '--directory', directory]);
  const compiler = join(root, 'node_modules', '.bin', 'swc');
  await run(process.execPath, [compiler, 'src', 'migrations', '--out-dir', 'dist', '--quiet'], { cwd: directory });
  await rm(archive);
  return join(directory, 'dist');
}
