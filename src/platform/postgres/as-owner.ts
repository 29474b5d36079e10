import type { Client } from 'pg';
import { endConnection } from './connection';
import { flushCommits } from './flush-commits';
import { openWay, reachError, type Way } from './reach';

/**
 * Runs work on a connection of the database's owner, for commands of the operator; no request ever does. Row level
 * security holds the owner too, so that no personal data comes this way.
 * @throws ReachError if PostgreSQL cannot be reached, or denies it; whatever the work throws
 */
export async function asOwner<Result>(ownerUrl: string, work: (owner: Client) => Promise<Result>): Promise<Result> {
  const way: Way = { url: ownerUrl, variable: 'DATABASE_URL' };
  const owner = await openWay(way);
  try {
    await flushCommits(owner);
    return await work(owner);
  } catch (error) {
    throw reachError(error, way) ?? error;
  } finally {
    await endConnection(owner);
  }
}
