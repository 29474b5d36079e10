import type { Client } from 'pg';
import { hasHead } from '../../access/log/sees-log';
import { asOwner } from '../../platform/postgres/as-owner';
import { BackupError } from './backup-error';
import { letIn, openRestoration } from './restoration.store';
import { takeTurn } from './restore-backup.store';

/**
 * Lets the hub serve from a database into which a backup was restored.
 * @throws BackupError NOTHING_TO_FINISH, RESTORATION_RUNNING
 */
export async function finishRestoration(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, async (owner) => {
    await takeTurn(owner);
    const restoration = await openRestoration(owner);
    if (restoration?.state !== 'COPIED') {
      throw new BackupError(
        'NOTHING_TO_FINISH',
        'No backup was restored into this database whose restoration waits for its end.',
      );
    }
    await inOneTransaction(owner, () => letIn(owner));
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
