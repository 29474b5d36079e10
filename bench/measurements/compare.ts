import { Client } from 'pg';
import type { Bench } from '../bench';
import { measureRounds, type Measured } from '../load/measure-rounds';
import { assertSameAnswers } from '../load/same-answers';
import { assertSameLog } from '../load/same-log';
import { offers, type ServerName, type Workload } from '../workloads/workload';
import { countStatements } from './count-statements';

/** A workload with what every server did in it. */
export interface Comparison {
  readonly workload: string;
  readonly title: string;
  /** Hash of the answers that all servers gave alike, before and after. */
  readonly answers: string;
  readonly servers: Readonly<Partial<Record<ServerName, Measured>>>;
  /** SQL statements per request, besides transaction control. */
  readonly statements: Readonly<Partial<Record<ServerName, number>>>;
}

/** Connections of the comparison; other numbers have a measurement of their own. */
export const CONNECTIONS = 16;

/** Measures every workload on every server that offers it. */
export async function compare(bench: Bench, workloads: readonly Workload[]): Promise<Comparison[]> {
  if (workloads.length === 0) return [];
  const { options, cluster } = bench;
  const ownerUrl = await bench.database(options.persons);
  const world = await bench.world(ownerUrl, options.persons);
  const statements = await countStatements(bench, ownerUrl, workloads, world);
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const running = await bench.startAll(ownerUrl);
  try {
    const results: Comparison[] = [];
    for (const workload of workloads) {
      const { name, title } = workload;
      const servers = new Map([...running].filter(([server]) => offers(workload, server)));
      const before = await assertSameAnswers(workload, servers, world);
      await assertSameLog(owner, workload, servers, world);
      const measured = await measureRounds({
        ...options,
        workload,
        contestants: new Map(
          [...servers].map(([key, server]) => [key, { name: key, server, world, connections: CONNECTIONS }]),
        ),
        postgresPid: cluster.pid,
        beforeRound: () => owner.query('select core.seal_access_log()'),
      });
      const answers = await assertSameAnswers(workload, servers, world);
      if (before !== answers) throw new Error(`${name}: the answers have changed during the measurement.`);
      const counted = Object.fromEntries(
        [...servers.keys()].map((server) => [server, statements.get(server)?.get(name)]),
      );
      results.push({ workload: name, title, answers, servers: Object.fromEntries(measured), statements: counted });
      tell(bench, name, measured);
    }
    return results;
  } finally {
    await Promise.all([...running.values()].map((server) => server.stop()));
    await owner.end();
  }
}

function tell({ say }: Bench, workload: string, measured: ReadonlyMap<ServerName, Measured>): void {
  for (const [name, { requestsPerSecond, median, p99, errors, firstError }] of measured) {
    const speed = `${requestsPerSecond.toFixed(0)} requests/s, median ${median.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
    say(`${workload} ${name}: ${speed}${errors > 0 ? `, ${errors} ERRORS: ${firstError}` : ''}`);
  }
}
