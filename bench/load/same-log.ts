import canonicalize from 'canonicalize';
import type { Client } from 'pg';
import type { RunningServer } from '../servers/server';
import type { ServerName, Workload, World } from '../workloads/workload';

interface Entry {
  readonly event: string;
  readonly person: string;
  readonly fields: readonly string[];
  readonly asked: readonly string[];
  readonly permitted: unknown;
}

/**
 * Makes sure that the limit writes the same access log as the hub: the same entries, about the same fields, resting on the
 * same consents. Only then did it make the same decisions.
 * @throws Error naming the first entry in which they differ
 */
export async function assertSameLog(
  owner: Client,
  workload: Workload,
  servers: ReadonlyMap<ServerName, RunningServer>,
  world: World,
): Promise<void> {
  const [hub, limit] = [servers.get('hub'), servers.get('limit')];
  if (!hub || !limit) return;
  const expected = await entriesOf(owner, () => workload.sample('hub', hub.url, world));
  const found = await entriesOf(owner, () => workload.sample('limit', limit.url, world));
  const at = expected.findIndex((entry, index) => entry !== found[index]);
  if (at >= 0 || expected.length !== found.length) {
    throw new Error(`${workload.name}: the limit does not log what the hub logs:\n${expected[at]}\n${found[at]}`);
  }
}

async function entriesOf(owner: Client, sample: () => Promise<unknown>): Promise<string[]> {
  const newest = await owner.query<{ id: string }>('select coalesce(max(id), 0) as id from core.access_entry');
  await sample();
  const { rows } = await owner.query<Entry>(
    'select event, person_id as person, fields, asked, permitted from core.access_entry where id > $1',
    [newest.rows[0]!.id],
  );
  return rows.map((entry) => canonicalize({ ...entry, fields: [...entry.fields].sort() }) ?? '').sort();
}
