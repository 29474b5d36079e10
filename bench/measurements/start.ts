import type { Bench } from '../bench';
import { Connection } from '../load/connection';
import { middle } from '../load/measure-rounds';
import { figure } from '../report/table';
import { one } from '../workloads/one';
import type { Measurement, Section } from './measurement';

const TIMES = 5;

/** How long it takes from starting the hub to its first answer, with the database running. */
export const start: Measurement = { name: 'start', run };

async function run(bench: Bench): Promise<Section> {
  const { options } = bench;
  const ownerUrl = await bench.database(options.persons);
  const world = await bench.world(ownerUrl, options.persons);
  const seconds: number[] = [];
  for (let time = 0; time < (options.quick ? 2 : TIMES); time += 1) {
    const begin = performance.now();
    const server = await bench.start('hub', ownerUrl);
    const connection = new Connection(server.url);
    const client = one.clients('hub', server.url, world)(0);
    const problem = client.check(await connection.send(client.next()));
    seconds.push((performance.now() - begin) / 1000);
    connection.close();
    await server.stop();
    if (problem) throw new Error(`The first answer is an error: ${problem}`);
  }
  return {
    name: 'start',
    title: 'From start to first answer, with the database running',
    note: '`geleit serve` in a new process, until one person with all records was answered.',
    head: ['starts', 'median s', 'slowest s', 'target s'],
    rows: [[String(seconds.length), figure(middle(seconds)), figure(Math.max(...seconds)), '< 1.5']],
    figures: { seconds },
  };
}
