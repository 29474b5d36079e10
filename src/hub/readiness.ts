import { logRoom, type LogRoom } from '../access/log/room';
import type { Policy } from '../access/policy/policy';
import type { Database } from '../platform/postgres/database';
import { SecondLockError } from '../platform/postgres/safe-role';
import { staleLocksOf } from '../records/locks/apply-locks';
import { MIGRATION_TABLE } from './migrations';
import { REGISTRY } from './subgraphs';
import type { ReadinessCheck } from './http/options';

export interface ReadinessParts {
  readonly database: Database;
  readonly policy: Policy;
  /** Timestamp of the newest migration of this version; a database behind it does not serve. */
  readonly newestMigration: number;
  keys(): Promise<ReadinessCheck>;
  /** Whether what is missing only from next month on fails already: for the operator, who looks to be ahead. */
  readonly looksAhead?: boolean;
}

/**
 * What must hold before the hub takes requests: the database answers, is migrated, has room in the access log, and is locked by
 * this policy.
 */
export async function readiness(parts: ReadinessParts): Promise<Record<string, ReadinessCheck>> {
  const role = await secondLock(parts.database);
  // On a connection that is refused nothing else could be asked.
  if (role.detail !== undefined) return { role, keys: await parts.keys() };
  const [database, migrations, log, locks, keys] = await Promise.all([
    parts.database.takesWrites().then(writesCheck, () => ({ ok: false, detail: 'The database does not answer.' })),
    check(async () => {
      const rows = await parts.database.maintain<{ newest: string }>(
        `select max("timestamp") as newest from ${MIGRATION_TABLE}`,
      );
      return Number(rows[0]?.newest) === parts.newestMigration ? rows : Promise.reject(new Error());
    }),
    logRoom(parts.database).then(
      (room) => roomCheck(room, parts.looksAhead ?? false),
      () => ({
        ok: false,
        detail: 'Whether the access log has room is not known.',
      }),
    ),
    check(async () => {
      const stale = await staleLocksOf(parts.database, parts.policy, REGISTRY);
      return stale.length === 0 ? stale : Promise.reject(new Error());
    }),
    parts.keys(),
  ]);
  return {
    database,
    migrations: withDetail(migrations, 'The database is not at this version. Run "geleit migrate".'),
    role,
    log,
    locks: withDetail(locks, 'Row level security is not that of the policy. Run "geleit migrate".'),
    keys,
  };
}

const writesCheck = (takesWrites: boolean): ReadinessCheck =>
  withDetail(takesWrites, 'The database only reads, so no access could be logged.');

/** A month ahead nothing is lost yet: a hub that serves tells it. */
function roomCheck({ now, next }: LogRoom, looksAhead: boolean): ReadinessCheck {
  const remedy = 'Compare the clock of the database with yours and run "geleit migrate".';
  if (!now) return { ok: false, detail: `The access log has no room for this moment. ${remedy}` };
  return next ? { ok: true } : { ok: !looksAhead, detail: `The access log has no room for the next month. ${remedy}` };
}

/** Whether row level security holds the hub's own role; a database that does not answer is told of elsewhere. */
async function secondLock(database: Database): Promise<ReadinessCheck> {
  try {
    await database.checkSecondLock();
    return { ok: true };
  } catch (error) {
    return error instanceof SecondLockError
      ? { ok: false, detail: `${error.code}: run "geleit doctor".` }
      : { ok: false };
  }
}

async function check(probe: () => Promise<unknown>): Promise<boolean> {
  return probe().then(
    () => true,
    () => false,
  );
}

const withDetail = (ok: boolean, detail: string): ReadinessCheck => (ok ? { ok } : { ok, detail });
