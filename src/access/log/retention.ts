import type { Database } from '../../platform/postgres/database';
import { repeat } from '../../platform/repeat';

/** In milliseconds. A month becomes due once a month; a lock that was not free is tried again soon. */
const INTERVAL = 3_600_000;

/**
 * Keeps the access log for two years (section 76(4) BDSG asks for the end of the following year at least), then erases it
 * by whole months; and makes room for the months to come. Forgets, after the period of the policy, that records were erased.
 * One replica at a time does so; nobody decides about it.
 * @returns a function that stops it
 */
export function startLogRetention(database: Database, onFailure: (error: unknown) => void): () => void {
  const due = 'select core.ensure_access_partitions(2), core.erase_access_log(), core.forget_erased_sources()';
  return repeat(INTERVAL, () => database.maintain(due), onFailure);
}
