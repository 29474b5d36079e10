import type { Database } from '../../platform/postgres/database';
import { repeat } from '../../platform/repeat';

/** How long an entry of the access log stays outside the chain at most, in milliseconds. */
const INTERVAL = 5_000;

/**
 * Seals the access log regularly: closed ranges of entries become links of the chain. One replica seals at a time and
 * nobody waits for it. A failure is told and tried again; entries are never lost by it, only sealed later.
 * @returns a function that seals a last time and stops
 */
export function startSealer(database: Database, onFailure: (error: unknown) => void): () => Promise<void> {
  const seal = () => database.maintain('select core.seal_access_log()');
  const stop = repeat(INTERVAL, seal, onFailure);
  return async () => {
    stop();
    await seal().catch(onFailure);
  };
}
