import type { Bench } from '../bench';
import { measureRounds, middle, type Measured } from '../load/measure-rounds';
import { figure } from '../report/table';
import { one } from '../workloads/one';
import { page } from '../workloads/page';
import { search } from '../workloads/search';
import { CONNECTIONS } from './compare';
import type { Measurement, Section } from './measurement';

/** Whether a request costs more the more persons the database holds. */
export const sizes: Measurement = { name: 'sizes', persons: ({ manyPersons }) => [manyPersons], run };

async function run(bench: Bench): Promise<Section> {
  const { options, cluster } = bench;
  // Both fresh: a process that has run for a while is faster.
  const [few, many] = [await bench.startHub(options.persons), await bench.startHub(options.manyPersons)];
  const running = new Map([
    [options.persons, few],
    [options.manyPersons, many],
  ]);
  try {
    const figures: Record<string, { readonly few: Measured; readonly many: Measured; readonly ratio: number }> = {};
    for (const workload of [one, page, search]) {
      const measured = await measureRounds({
        ...options,
        // The larger one has more to bring from the disk at first.
        warmUpMs: (options.quick ? 1 : 2) * options.warmUpMs,
        workload,
        contestants: new Map(
          [...running].map(([persons, parts]) => [
            persons,
            { ...parts, name: 'hub' as const, connections: CONNECTIONS },
          ]),
        ),
        postgresPid: cluster.pid,
        beforeRound: () => Promise.resolve(),
      });
      const [ofFew, ofMany] = [measured.get(options.persons)!, measured.get(options.manyPersons)!];
      figures[workload.name] = {
        few: ofFew,
        many: ofMany,
        ratio: middle(ofFew.rounds.map((speed, round) => speed / ofMany.rounds[round]!)),
      };
    }
    return {
      name: 'sizes',
      title: `${options.persons} and ${options.manyPersons} persons in the database`,
      note: 'The time is that of a request at full load: connections divided by requests per second.',
      head: [
        'workload',
        `requests/s at ${options.persons}`,
        `at ${options.manyPersons}`,
        'CPU ms',
        'CPU ms',
        'time',
        'target',
      ],
      rows: Object.entries(figures).map(([workload, { few, many, ratio }]) => [
        workload,
        ...[few.requestsPerSecond, many.requestsPerSecond, cpuOf(few), cpuOf(many)].map(figure),
        `${figure(ratio)} times`,
        '<= 1.3',
      ]),
      figures,
    };
  } finally {
    for (const { server } of running.values()) await server.stop();
  }
}

const cpuOf = ({ serverCpu, postgresCpu }: Measured): number => serverCpu + postgresCpu;
