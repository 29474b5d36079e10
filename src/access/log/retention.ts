import type { ClientBase } from 'pg';
import type { Database } from '../../platform/postgres/database';
import { repeat } from '../../platform/repeat';
import { MAKE_ROOM } from './room';

/** In milliseconds. A month becomes due once a month; a lock that was not free is tried again soon. */
const INTERVAL = 3_600_000;

/**
 * Keeps the access log for two years (section 76(4) BDSG asks for the end of the following year at least), then erases it
 * by whole months, one at a time; and makes room for the months to come, at once for the first time. Forgets, after the period
 * of the policy, that records were erased. What of it a wrong clock could bring about waits until the log itself has
 * entries of the two years. One replica at a time does so; nobody decides about it.
 * @returns when there is room, or could not be made: a function that stops it
 */
export async function startLogRetention(database: Database, onFailure: (error: unknown) => void): Promise<() => void> {
  const makeRoom = () => database.maintain(MAKE_ROOM);
  const erase = () =>
    database.maintain('select core.erase_access_log(), core.forget_erased_sources(), core.forget_closings()');
  await makeRoom().catch(onFailure);
  // Room comes first and by itself: what cannot be erased must not keep anybody from writing.
  return repeat(INTERVAL, () => makeRoom().catch(onFailure).then(erase), onFailure);
}

/**
 * Erases from the access log what is due, for its operator.
 * @param until on their word everything up to this moment; else one month that the log itself has outlived by two years
 * @returns how many months went, and which are older than two years by the clock and were kept
 * @throws what PostgreSQL says where less than two years have passed by its clock
 */
export async function eraseLog(
  owner: Pick<ClientBase, 'query'>,
  until: Date | undefined,
): Promise<{ readonly erased: number; readonly waiting: readonly string[] }> {
  const erasing = 'select core.erase_access_log($1::timestamptz) as erased';
  const { rows } = await owner.query<{ erased: number }>(erasing, [until ?? null]);
  const kept = await owner.query<{ month: string }>(
    `select to_char(begins at time zone 'UTC', 'YYYY-MM') as month from core.access_log_months()
     where ends <= now() - interval '2 years' order by begins`,
  );
  return { erased: rows[0]!.erased, waiting: kept.rows.map(({ month }) => month) };
}
