import { join } from 'node:path';
import { projectRoot } from '../src/platform/config/project-root';

export interface BenchOptions {
  readonly quick: boolean;
  /** Names of measurements or workloads; undefined means all. */
  readonly only: readonly string[] | undefined;
  readonly persons: number;
  readonly manyPersons: number;
  /** How long each server is measured at a time, in milliseconds. */
  readonly roundMs: number;
  readonly rounds: number;
  readonly warmUpMs: number;
  /** How long memory is watched, in milliseconds. */
  readonly soakMs: number;
  /** Names of servers; undefined means all. */
  readonly servers: readonly string[] | undefined;
  /** Earlier commits whose hubs are measured beside this one. */
  readonly before: readonly string[];
  readonly results: string;
  readonly dataDir: string;
}

const FULL = { persons: 20_000, manyPersons: 1_000_000, roundMs: 1_250, rounds: 4, warmUpMs: 2_500, soakMs: 40_000 };
const QUICK = { persons: 2_000, manyPersons: 6_000, roundMs: 300, rounds: 2, warmUpMs: 300, soakMs: 4_500 };

/** Reads `--quick`, `--only a,b`, `--persons N`, `--soak 10m`, `--servers hub,limit`, `--before <commit>,<commit>`. @throws Error for anything else */
export function readOptions(args: readonly string[]): BenchOptions {
  const quick = args.includes('--quick');
  const valueOf = (name: string): string | undefined => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : (args[at + 1] ?? '');
  };
  const known = ['--quick', '--only', '--persons', '--soak', '--before', '--servers'];
  const unknown = args.filter((arg) => arg.startsWith('--') && !known.includes(arg));
  if (unknown.length > 0) throw new Error(`Unknown option ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  const defaults = quick ? QUICK : FULL;
  const root = projectRoot();
  return {
    ...defaults,
    quick,
    only: valueOf('--only')?.split(','),
    persons: Number(valueOf('--persons') ?? defaults.persons),
    soakMs: milliseconds(valueOf('--soak')) ?? defaults.soakMs,
    servers: valueOf('--servers')?.split(','),
    before: valueOf('--before')?.split(',') ?? [],
    results: join(root, 'bench', 'results'),
    dataDir: join(root, '.geleit-bench'),
  };
}

function milliseconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, amount, unit] = /^(\d+)(s|m)$/.exec(text) ?? [];
  if (!amount) throw new Error('Use --soak with seconds or minutes, e.g. 90s or 10m.');
  return Number(amount) * (unit === 'm' ? 60_000 : 1_000);
}
