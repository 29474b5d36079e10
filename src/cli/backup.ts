import { Command } from 'commander';
import { takeBackup } from '../hub/backup/take-backup.store';
import { packageVersion } from './version';
import { withDatabase } from './with-database';

/** `geleit backup`: everything that the hub keeps, as it was at one moment. */
export function backupCommand(): Command {
  return new Command('backup')
    .description(
      'copy everything that the hub keeps, as it is at one moment, into a new folder; the hub goes on serving',
    )
    .argument('<folder>', 'where the backup is to stand; only its owner may read it, and nothing in it is encrypted')
    .action((folder: string) =>
      withDatabase(async ({ database }) => {
        const { ownerUrl } = database;
        const { tables, takenAt, head } = await takeBackup({ ownerUrl, folder, geleit: packageVersion() });
        const rows = tables.reduce((sum, table) => sum + BigInt(table.rows), 0n);
        process.stdout.write(
          `Backup of ${takenAt}: ${rows} rows of ${tables.length} tables, in ${folder}\n` +
            `Head of the access log in it, to keep elsewhere: ${head ?? 'none yet'}\n` +
            'It holds personal data: encrypt it before it leaves this machine, and erase it when its time is over.\n',
        );
      }),
    );
}
