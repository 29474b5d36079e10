import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';

/** Confines this process, and with it everything that it starts, to two cores, so that runs are comparable. */
export async function useTwoCores(say: (line: string) => void): Promise<void> {
  if (cpus().length <= 2) return;
  try {
    await promisify(execFile)('taskset', ['--all-tasks', '--cpu-list', '--pid', '0,1', String(process.pid)]);
  } catch {
    say(`taskset is missing: this run uses all ${cpus().length} cores, and its figures compare with no other's.`);
  }
}
