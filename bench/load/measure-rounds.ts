import { cpuOf, cpuOfTree, memoryOf } from '../platform/processes';
import type { RunningServer } from '../servers/server';
import type { ServerName, Workload, World } from '../workloads/workload';
import { quantile, runLoad, type LoadResult } from './run-load';
import { orderOfRound } from './turns';

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

/** What is measured in turn: a server, under a number of connections. */
export interface Contestant {
  readonly name: ServerName;
  readonly server: RunningServer;
  readonly world: World;
  readonly connections: number;
}

export interface RoundsOptions<Key> {
  readonly workload: Workload;
  readonly contestants: ReadonlyMap<Key, Contestant>;
  readonly postgresPid: number;
  readonly rounds: number;
  readonly roundMs: number;
  readonly warmUpMs: number;
  /** Runs before every round, so that no server pays for what another left behind. */
  readonly beforeRound: () => Promise<unknown>;
}

interface Round extends LoadResult {
  readonly serverCpu: number;
  readonly postgresCpu: number;
}

/** Measures the servers in turn, in an order that changes: what disturbs the machine for a while disturbs all of them. */
export async function measureRounds<Key>(options: RoundsOptions<Key>): Promise<Map<Key, Measured>> {
  const { contestants, rounds, roundMs, warmUpMs, workload, postgresPid, beforeRound } = options;
  const once = (contestant: Contestant, milliseconds: number): Promise<Round> =>
    oneRound(workload, contestant, postgresPid, milliseconds);
  for (const contestant of contestants.values()) await once(contestant, warmUpMs);
  const results = new Map([...contestants.keys()].map((key): [Key, Round[]] => [key, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [key, contestant] of orderOfRound([...contestants], round)) {
      await beforeRound();
      results.get(key)!.push(await once(contestant, roundMs));
    }
  }
  return new Map([...results].map(([key, done]) => [key, summary(done, memoryOf(contestants.get(key)!.server.pid))]));
}

async function oneRound(
  workload: Workload,
  { name, server: { url, pid }, world, connections }: Contestant,
  postgresPid: number,
  milliseconds: number,
): Promise<Round> {
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
