import { Client } from 'pg';
import { CONNECTING, endConnection } from './connection';
import { flushCommits } from './flush-commits';

/**
 * Runs work on a connection of the database's owner, for commands of the operator; no request ever does. Row level
 * security holds the owner too, so that no personal data comes this way.
 */
export async function asOwner<Result>(ownerUrl: string, work: (owner: Client) => Promise<Result>): Promise<Result> {
  const owner = new Client({ connectionString: ownerUrl, ...CONNECTING });
  await owner.connect();
  try {
    await flushCommits(owner);
    return await work(owner);
  } finally {
    await endConnection(owner);
  }
}
