import type { Client } from 'pg';
import { hasHead } from '../../access/log/sees-log';
import { asOwner } from '../../platform/postgres/as-owner';
import { BackupError } from './backup-error';
import { closeAgain } from './close-again.store';
import { hubTables } from './hub-tables.store';
import { readJournals } from './journal';
import { letIn, openRestoration } from './restoration.store';
import { takeTurn } from './restore-backup.store';
import { withoutLocks } from './without-locks.store';

/**
 * Lets the hub serve from a database into which a backup was restored, after what the journals say was closed since is closed
 * again; all of it or nothing.
 * @param journals files and folders; none on the operator's word
 * @returns how many closings the journals have
 * @throws BackupError NOTHING_TO_FINISH, RESTORATION_RUNNING, JOURNAL_NOT_READABLE, JOURNAL_NOT_APPLIED
 */
export async function finishRestoration(ownerUrl: string, journals: readonly string[]): Promise<number> {
  const closings = await readJournals(journals);
  return asOwner(ownerUrl, async (owner) => {
    await takeTurn(owner);
    const restoration = await openRestoration(owner);
    if (restoration?.state !== 'COPIED') {
      throw new BackupError(
        'NOTHING_TO_FINISH',
        'No backup waits in this database for its restoration to come to an end.',
      );
    }
    await inOneTransaction(owner, async () => {
      // Those are of before the backup; the journals have them too.
      await owner.query('delete from core.closing');
      await withoutLocks(owner, await hubTables(owner), async () => void (await closeAgain(owner, closings)), 'HELD');
      await letIn(owner);
    });
    return closings.length;
  });
}

/** Whether the restored access log has a head that was kept outside; without it, what was decided up to then is missing. */
export function knowsHead(ownerUrl: string, head: string): Promise<boolean> {
  return asOwner(ownerUrl, (owner) => hasHead(owner, head));
}

async function inOneTransaction(owner: Client, work: () => Promise<void>): Promise<void> {
  await owner.query('begin');
  try {
    await work();
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback').catch(() => undefined);
    throw error;
  }
}
