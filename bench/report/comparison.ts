import { middle, type Measured } from '../load/measure-rounds';
import type { Comparison } from '../measurements/compare';
import type { ServerName } from '../workloads/workload';
import { figure, table } from './table';
import { P99_OVER_MEDIAN, targetsOf } from './targets';

const NAMES: Readonly<Partial<Record<ServerName, string>>> = {
  hub: 'Geleit',
  limit: 'limit',
  postgraphile: 'PostGraphile 5 (no purpose, no log)',
  plain: 'plain Apollo',
};

const HEAD = [
  ...['server', 'requests/s', 'median ms', 'p99 ms', 'p99/median', 'CPU ms server', 'CPU ms PostgreSQL', 'memory MB'],
  ...['SQL statements', 'Geleit is', 'by CPU', 'target'],
];

/** The table of one workload. */
export function comparisonTable({ workload, title, servers, statements }: Comparison): string {
  const all = Object.entries(servers) as [ServerName, Measured][];
  const { hub } = servers;
  const rows = all.map(([name, measured]) => {
    const target = targetsOf(workload).find(({ against }) => against === name);
    return [
      NAMES[name] ?? name.replace('hub@', 'Geleit at '),
      figure(measured.requestsPerSecond) + (measured.errors > 0 ? ` (${measured.errors} errors)` : ''),
      figure(measured.median),
      figure(measured.p99),
      figure(measured.p99 / measured.median) + (name === 'hub' ? ` (< ${P99_OVER_MEDIAN})` : ''),
      figure(measured.serverCpu),
      figure(measured.postgresCpu),
      figure(measured.memory),
      statements?.[name] === undefined ? '-' : figure(statements[name]).replace(/\.?0+$/, ''),
      hub && name !== 'hub' ? `${figure(speedRatio(hub, measured))} times` : '',
      hub && name !== 'hub' ? `${figure(cpuOf(measured) / cpuOf(hub))} times` : '',
      target ? `>= ${target.atLeast}` : '',
    ];
  });
  return `### ${title} (\`${workload}\`)\n\n${table(HEAD, rows)}`;
}

/** How many times as fast the hub is: the middle one of the ratios round by round, so that a disturbance weighs little. */
export function speedRatio(hub: Measured, other: Measured): number {
  return middle(hub.rounds.map((requestsPerSecond, round) => requestsPerSecond / other.rounds[round]!));
}

const cpuOf = ({ serverCpu, postgresCpu }: Measured): number => serverCpu + postgresCpu;
