import type { Bench } from '../bench';
import { runLoad } from '../load/run-load';
import { isTransactionControl, startCountingProxy } from '../platform/counting-proxy';
import { isEarlierHub, offers, type ServerName, type Workload, type World } from '../workloads/workload';

/** Sealing the log and announcing what was committed run beside the requests, not for them. */
const BESIDE = /seal_access_log|announce_committed/;

const MILLISECONDS = 150;

type Counts = Map<ServerName, Map<string, number>>;

/**
 * How many SQL statements a request costs besides transaction control, for each server and workload. The servers are
 * started once more, with their statements passing through a proxy that counts them.
 */
export async function countStatements(
  bench: Bench,
  ownerUrl: string,
  workloads: readonly Workload[],
  world: World,
): Promise<Counts> {
  const counted = bench.servers
    .filter((name) => !isEarlierHub(name))
    .map(async (name) => {
      const offered = workloads.filter((workload) => offers(workload, name));
      return [name, await countOf(bench, name, ownerUrl, offered, world)] as const;
    });
  return new Map(await Promise.all(counted));
}

async function countOf(
  bench: Bench,
  name: ServerName,
  ownerUrl: string,
  workloads: readonly Workload[],
  world: World,
): Promise<Map<string, number>> {
  const { hostname, port } = new URL(ownerUrl);
  const proxy = await startCountingProxy(hostname, Number(port));
  const throughProxy = new URL(ownerUrl);
  throughProxy.port = String(proxy.port);
  const server = await bench.start(name, throughProxy.toString());
  try {
    const counts = new Map<string, number>();
    for (const workload of workloads) {
      const load = { url: server.url, connections: 1, client: workload.clients(name, server.url, world) };
      await runLoad({ ...load, milliseconds: MILLISECONDS });
      proxy.take();
      const { requests } = await runLoad({ ...load, milliseconds: MILLISECONDS });
      const statements = proxy.take().filter((text) => !isTransactionControl(text) && !BESIDE.test(text));
      counts.set(workload.name, Math.round((statements.length / requests) * 100) / 100);
    }
    return counts;
  } finally {
    await server.stop();
    proxy.close();
  }
}
