import type { Database, Repair } from '../../platform/postgres/database';

/** Room for this month and the two after it. Also where PostgreSQL's clock has moved: it is this clock that dates entries. */
export const MAKE_ROOM = 'select core.ensure_access_partitions(2)';

/** Entries of a moment for which there is no partition are refused by PostgreSQL; where it routes them (`execPartition.c`). */
export const WITHOUT_ROOM: Repair = {
  mends: ({ code, routine }) => code === '23514' && routine === 'ExecFindPartition',
  text: MAKE_ROOM,
};

/** For what the access log has room. */
export interface LogRoom {
  /** For entries of this moment: without it nothing can be answered. */
  readonly now: boolean;
  /** For entries of a month from now. */
  readonly next: boolean;
}

/**
 * Looks whether the access log has room, and makes some where it has none.
 * @throws GeleitError UNAVAILABLE, or what PostgreSQL says where it cannot tell
 */
export async function logRoom(database: Pick<Database, 'maintain'>): Promise<LogRoom> {
  const room = await look(database);
  if (room.now && room.next) return room;
  await database.maintain(MAKE_ROOM).catch(() => undefined);
  return look(database);
}

async function look(database: Pick<Database, 'maintain'>): Promise<LogRoom> {
  const [room] = await database.maintain<LogRoom & Record<string, boolean>>(
    `select r.room @> now() as now, r.room @> now() + interval '1 month' as next from core.access_log_room() as r(room)`,
  );
  return room!;
}
