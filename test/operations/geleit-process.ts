import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { projectRoot } from '../../src/platform/config/project-root';

/** Compiles TypeScript in the child as the build does. */
const HOOK = `
  const { transformFileSync } = require(${JSON.stringify(require.resolve('@swc/core'))});
  require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file).code, file);
`;

/** A command of `geleit` in a process of its own. */
export interface GeleitProcess {
  readonly child: ChildProcess & { readonly stdout: Readable };
  readonly dataDir: string;
  /** Everything that it wrote to standard output and standard error. */
  output(): string;
  /** The exit code, or null if a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** @param limit what `ulimit` of the shell holds the process to, such as `-n 256` */
export async function startGeleit(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  limit?: string,
): Promise<GeleitProcess> {
  const ownDir = await mkdtemp(join(tmpdir(), 'geleit-process-'));
  await chmod(ownDir, 0o711);
  const dataDir = environment.GELEIT_DATA_DIR ?? ownDir;
  const hook = join(ownDir, 'compile-typescript.cjs');
  await writeFile(hook, HOOK);
  const command = [process.execPath, '--require', hook, join(projectRoot(), 'src', 'main.ts'), ...args];
  const limited = ['sh', '-c', `ulimit ${limit}; exec "$@"`, 'sh', ...command];
  const [program, ...rest] = limit === undefined ? command : limited;
  const child = spawn(program!, rest, {
    cwd: projectRoot(),
    env: { GELEIT_DATA_DIR: dataDir, NODE_ENV: 'test', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const ended = once(child, 'exit').then(async ([code]) => {
    await rm(ownDir, { recursive: true, force: true });
    return code as number | null;
  });
  return { child, dataDir, output: () => output, ended };
}
