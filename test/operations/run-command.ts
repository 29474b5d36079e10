import { jest } from '@jest/globals';
import { exitWith } from '../../src/cli/exit';
import { buildProgram } from '../../src/cli/program';

export interface CommandResult {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a command of `geleit` in this process, as `main.ts` does, with nothing but the given environment. */
export async function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const codeBefore = process.exitCode;
  let [output, errors] = ['', ''];
  const streams = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((output += String(text)), true)),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((errors += String(text)), true)),
  ];
  const env = jest.replaceProperty(process, 'env', { NODE_ENV: 'test', ...environment });
  process.exitCode = 0;
  try {
    await buildProgram()
      .parseAsync(['node', 'geleit', ...args])
      .catch(exitWith);
    return { code: Number(process.exitCode), output, errors };
  } finally {
    env.restore();
    process.exitCode = codeBefore;
    for (const stream of streams) stream.mockRestore();
  }
}
