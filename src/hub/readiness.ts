import { logRoom, type LogRoom } from '../access/log/room';
import type { Policy } from '../access/policy/policy';
import type { Database } from '../platform/postgres/database';
import { codeStandingOf } from '../platform/postgres/code/code-state';
import type { Standing } from '../platform/postgres/code/standing';
import { SecondLockError } from '../platform/postgres/safe-role';
import { lockStateOf } from '../records/locks/apply-locks';
import { RESTORATION_SQL } from './backup/restoration.store';
import { databaseCode } from './code';
import { MIGRATION_TABLE, migrationState, type MigrationState } from './migrations';
import { REGISTRY } from './subgraphs';
import type { ReadinessCheck } from './http/options';

/** Kept by a hub from one look to the next. */
export interface Rollout {
  /** The locks were those of its policy once since it started. */
  wasLocked: boolean;
  /** The database's code was that of its version once since it started. */
  hadCode: boolean;
}

export interface ReadinessParts {
  readonly database: Database;
  readonly policy: Policy;
  keys(): Promise<ReadinessCheck>;
  /** What a hub that serves has seen before; without it only what is now counts. */
  readonly rollout?: Rollout;
  /** Whether what is missing only from next month on fails already: for the operator, who looks to be ahead. */
  readonly looksAhead?: boolean;
}

/**
 * What must hold before the hub takes requests: the database answers, is migrated, has room in the access log, has the code of this
 * version, and is locked by this policy.
 */
export async function readiness(parts: ReadinessParts): Promise<Record<string, ReadinessCheck>> {
  const role = await secondLock(parts.database);
  // On a connection that is refused nothing else could be asked.
  if (role.detail !== undefined) return { role, keys: await parts.keys() };
  const [database, migrations, restored, log, code, locks, keys] = await Promise.all([
    parts.database.takesWrites().then(writesCheck, () => ({ ok: false, detail: 'The database does not answer.' })),
    migrationStateOf(parts.database).catch(() => 'BEHIND' as const),
    isBeingRestored(parts.database).catch(() => false),
    logRoom(parts.database).then(
      (room) => roomCheck(room, parts.looksAhead ?? false),
      () => ({
        ok: false,
        detail: 'Whether the access log has room is not known.',
      }),
    ),
    codeStandingOf(parts.database, databaseCode(parts.policy)).catch(() => 'BROKEN' as const),
    lockStateOf(parts.database, parts.policy, REGISTRY).catch(() => 'BROKEN' as const),
    parts.keys(),
  ]);
  return {
    database,
    migrations: restored ? BEING_RESTORED : MIGRATIONS[migrations],
    role,
    log,
    code: standingCheck(code, 'hadCode', CODE, parts.rollout),
    locks: standingCheck(locks, 'wasLocked', LOCKS, parts.rollout),
    keys,
  };
}

/** Migrations only add what the version before does without, so that it goes on until the last replica is replaced. */
const MIGRATIONS: Readonly<Record<MigrationState, ReadinessCheck>> = {
  SAME: { ok: true },
  AHEAD: { ok: true, detail: 'A newer version has migrated the database.' },
  BEHIND: { ok: false, detail: 'The database is not at this version. Run "geleit migrate". (DATABASE_NOT_MIGRATED)' },
};

const BEING_RESTORED: ReadinessCheck = {
  ok: false,
  detail: 'A backup was restored, and what was decided after it is not there yet. See "geleit restore --help".',
};

/** Whether a restoration has not come to its end: withdrawals made after the backup may be missing. */
export async function isBeingRestored(database: Database): Promise<boolean> {
  return (await database.maintain(RESTORATION_SQL)).length > 0;
}

/**
 * A hub that has served under its own locks and code goes on when `migrate` of a newer version or policy puts on others: it
 * decides by its own policy, PostgreSQL by the new one, and what passes is what both allow. A hub that starts has its own or waits.
 */
function standingCheck(state: Standing, once: keyof Rollout, says: Says, rollout: Rollout | undefined): ReadinessCheck {
  if (state === 'SAME' && rollout) rollout[once] = true;
  if (state === 'OTHER' && rollout?.[once]) return { ok: true, detail: says.other };
  return withDetail(state === 'SAME', says.remedy);
}

interface Says {
  readonly other: string;
  readonly remedy: string;
}

const LOCKS: Says = {
  other: 'Row level security is that of a newer version or policy.',
  remedy: 'Row level security is not that of the policy. Run "geleit migrate".',
};

const CODE: Says = {
  other: 'Functions, triggers and policies of the database are those of a newer version or policy.',
  remedy: 'Functions, triggers or policies of the database are not those of this version. Run "geleit migrate".',
};

/** @throws GeleitError UNAVAILABLE, or what PostgreSQL says where nothing has been migrated */
export async function migrationStateOf(database: Database): Promise<MigrationState> {
  const rows = await database.maintain<{ timestamp: string }>(`select "timestamp" from ${MIGRATION_TABLE}`);
  return migrationState(rows.map(({ timestamp }) => Number(timestamp)));
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
    return error instanceof SecondLockError ? { ok: false, detail: error.told } : { ok: false };
  }
}

const withDetail = (ok: boolean, detail: string): ReadinessCheck => (ok ? { ok } : { ok, detail });
