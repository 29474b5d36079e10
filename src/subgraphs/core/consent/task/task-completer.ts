import type { Database } from '../../../../platform/postgres/database';
import { repeat } from '../../../../platform/repeat';

/** In milliseconds; the database looks back further than a statement can run. */
const INTERVAL = 30_000;

/**
 * Completes the tasks after withdrawals: a request that was under way when a consent was withdrawn is on record only
 * afterwards. Makes the same tasks where the clock ends a consent, or the time to keep data. Announces tasks whose time is over. Any number of replicas may do so at once.
 * @returns a function that stops it
 */
export function startTaskCompleter(database: Database, onFailure: (error: unknown) => void): () => void {
  const complete = async (): Promise<void> => {
    await database.maintain('select core.complete_withdrawal_tasks()');
    await database.maintain('select core.tend_ended_consents()');
    await database.maintain('select core.announce_due_tasks()');
    // Where nobody listens, nobody else takes away what is to be announced.
    await database.maintain('select core.announce_committed()');
  };
  return repeat(INTERVAL, complete, onFailure);
}
