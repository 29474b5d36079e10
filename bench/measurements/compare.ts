import { Client } from 'pg';
import type { Bench } from '../bench';
import { measureRounds, type Measured } from '../load/measure-rounds';
import { assertSameAnswers } from '../load/same-answers';
import { countStatements } from './count-statements';
import type { RunningServer } from '../servers/server';
import type { ServerName, Workload } from '../workloads/workload';

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
  const { options, cluster, say } = bench;
  const ownerUrl = await bench.database(options.persons);
  const world = await bench.world(ownerUrl, options.persons);
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const running = new Map<ServerName, RunningServer>();
  try {
    for (const name of bench.servers) running.set(name, await bench.start(name, ownerUrl));
    const statements = new Map<ServerName, Map<string, number>>();
    for (const name of bench.servers) {
      const offered = workloads.filter(({ servers }) => servers.includes(name));
      statements.set(name, await countStatements(bench, name, ownerUrl, offered, world));
    }
    const results: Comparison[] = [];
    for (const workload of workloads) {
      const servers = new Map([...running].filter(([name]) => workload.servers.includes(name)));
      const before = await assertSameAnswers(workload, servers, world);
      const measured = await measureRounds({
        ...options,
        workload,
        servers,
        world,
        postgresPid: cluster.pid,
        connections: CONNECTIONS,
        beforeRound: () => owner.query('select core.seal_access_log()'),
      });
      const after = await assertSameAnswers(workload, servers, world);
      if (before !== after) throw new Error(`${workload.name}: the answers have changed during the measurement.`);
      const comparison = { workload: workload.name, title: workload.title, answers: after };
      results.push({
        ...comparison,
        servers: Object.fromEntries(measured),
        statements: Object.fromEntries(
          [...measured.keys()].map((name) => [name, statements.get(name)?.get(workload.name)]),
        ),
      });
      for (const [name, { requestsPerSecond, median, p99, errors }] of measured) {
        say(
          `${workload.name} ${name}: ${requestsPerSecond.toFixed(0)} requests/s, median ${median.toFixed(2)} ms, ` +
            `p99 ${p99.toFixed(2)} ms${errors > 0 ? `, ${errors} ERRORS` : ''}`,
        );
      }
    }
    return results;
  } finally {
    for (const server of running.values()) await server.stop();
    await owner.end();
  }
}
