import { cpuOf, cpuOfTree, memoryOf } from '../platform/processes';
import type { RunningServer } from '../servers/server';
import type { ServerName, Workload, World } from '../workloads/workload';
import { quantile, runLoad, type LoadResult } from './run-load';

/** What one server did in one workload, over all rounds. */
export interface Measured {
  readonly requests: number;
  readonly errors: number;
  readonly firstError: string | null;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
  /** The middle one of the rounds. */
  readonly requestsPerSecond: number;
  /** Of each round, in their order, so that ratios can be taken round by round. */
  readonly rounds: readonly number[];
  /** CPU milliseconds per request in the server, and in PostgreSQL. */
  readonly serverCpu: number;
  readonly postgresCpu: number;
  /** Resident memory of the server after the last round, in megabytes. */
  readonly memory: number;
}

export interface RoundsOptions {
  readonly workload: Workload;
  readonly servers: ReadonlyMap<ServerName, RunningServer>;
  readonly world: World;
  readonly postgresPid: number;
  readonly connections: number;
  readonly rounds: number;
  readonly roundMs: number;
  readonly warmUpMs: number;
  /** Runs before every round, so that no server pays for what another left behind. */
  beforeRound(): Promise<unknown>;
}

interface Round extends LoadResult {
  readonly serverCpu: number;
  readonly postgresCpu: number;
}

/** Measures the servers in turn (A B C A B C ...): what disturbs the machine for a while disturbs all of them. */
export async function measureRounds(options: RoundsOptions): Promise<Map<ServerName, Measured>> {
  const { servers, rounds, roundMs, warmUpMs } = options;
  const results = new Map([...servers.keys()].map((name): [ServerName, Round[]] => [name, []]));
  for (const name of servers.keys()) await oneRound(options, name, warmUpMs);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, done] of results) {
      await options.beforeRound();
      done.push(await oneRound(options, name, roundMs));
    }
  }
  return new Map([...results].map(([name, done]) => [name, summary(done, memoryOf(servers.get(name)!.pid))]));
}

async function oneRound(options: RoundsOptions, name: ServerName, milliseconds: number): Promise<Round> {
  const { workload, servers, world, connections, postgresPid } = options;
  const { url, pid } = servers.get(name)!;
  const before = [cpuOf(pid), cpuOfTree(postgresPid)] as const;
  const result = await runLoad({ url, connections, milliseconds, client: workload.clients(name, url, world) });
  return {
    ...result,
    serverCpu: cpuOf(pid) - before[0],
    postgresCpu: cpuOfTree(postgresPid) - before[1],
  };
}

function summary(rounds: readonly Round[], memory: number): Measured {
  const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0);
  const latencies = Float64Array.from(rounds.flatMap((round) => [...round.latencies])).sort();
  const throughputs = rounds.map(({ requests, milliseconds }) => (requests * 1000) / milliseconds);
  const requests = sum((round) => round.requests);
  return {
    requests,
    errors: sum(({ errors }) => errors),
    firstError: rounds.find(({ firstError }) => firstError !== null)?.firstError ?? null,
    median: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    requestsPerSecond: middle(throughputs),
    rounds: throughputs,
    serverCpu: sum(({ serverCpu }) => serverCpu) / requests,
    postgresCpu: sum(({ postgresCpu }) => postgresCpu) / requests,
    memory,
  };
}

/** The median. */
export function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
