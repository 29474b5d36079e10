import type { Bench } from '../bench';
import { measureRounds } from '../load/measure-rounds';
import { speedRatio } from '../report/comparison';
import { figure } from '../report/table';
import { one } from '../workloads/one';
import type { Measurement, Section } from './measurement';

const FEW = 16;
const MANY = 256;

/** What becomes of the throughput when many clients come at once. */
export const connections: Measurement = { name: 'connections', run };

async function run(bench: Bench): Promise<Section> {
  const { options, cluster } = bench;
  const { server, world } = await bench.sharedHub();
  const measured = await measureRounds({
    ...options,
    workload: one,
    contestants: new Map(
      [FEW, MANY].map((count) => [count, { name: 'hub' as const, server, world, connections: count }]),
    ),
    postgresPid: cluster.pid,
    beforeRound: () => Promise.resolve(),
  });
  const [few, many] = [measured.get(FEW)!, measured.get(MANY)!];
  const ratio = speedRatio(many, few);
  return {
    name: 'connections',
    title: `Workload \`one\` with ${FEW} and with ${MANY} connections`,
    head: [
      'connections',
      'requests/s',
      'median ms',
      'p99 ms',
      'p99/median',
      'errors',
      'throughput against 16',
      'target',
    ],
    rows: [...measured].map(([count, { requestsPerSecond, median, p99, errors }]) => [
      String(count),
      ...[requestsPerSecond, median, p99, p99 / median].map(figure),
      String(errors),
      count === MANY ? figure(ratio) : '',
      count === MANY ? '>= 0.8, no error' : 'p99 below 5 times the median',
    ]),
    figures: { few, many, ratio },
  };
}
