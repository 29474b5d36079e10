import type { ServerName } from '../workloads/workload';

/** What the project wants to reach: requests per second of the hub divided by those of another server, at least. */
export interface Target {
  readonly against: ServerName;
  readonly atLeast: number;
}

const EVERY_OTHER: readonly Target[] = [{ against: 'plain', atLeast: 2 }];

const BY_WORKLOAD: Readonly<Record<string, readonly Target[]>> = {
  one: [
    { against: 'limit', atLeast: 0.75 },
    { against: 'postgraphile', atLeast: 1.5 },
    { against: 'plain', atLeast: 4 },
  ],
  page: [
    { against: 'limit', atLeast: 0.65 },
    { against: 'postgraphile', atLeast: 1.5 },
    { against: 'plain', atLeast: 4 },
  ],
};

export function targetsOf(workload: string): readonly Target[] {
  return BY_WORKLOAD[workload] ?? EVERY_OTHER;
}

/** p99 over median at 16 connections stays below this. */
export const P99_OVER_MEDIAN = 5;
