import { Command } from 'commander';
import { finishRestoration, knowsHead } from '../hub/backup/finish-restoration.store';
import { restoreBackup } from '../hub/backup/restore-backup.store';
import { hash } from './audit';
import { withDatabase } from './with-database';

interface RestoreOptions {
  readonly journal: boolean | string[];
  readonly head?: string;
}

const WAITS =
  'The hub does not serve from it yet: what was decided after the backup is not in it, withdrawals and erasures among them. ' +
  'Have it closed again: geleit restore --journal <folder of DECISION_JOURNAL of every replica>. On your word that there were none, or that they are lost: geleit restore --no-journal\n';

/** `geleit restore`: a backup into an empty database; then what was decided after it. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description(
      'bring a backup into an empty database and prove that it is the same; the hub serves from it once you have said what became of the decisions made since',
    )
    .argument('[folder]', 'the backup; left out to finish a restoration that waits')
    .option(
      '--journal <paths...>',
      'files or folders of DECISION_JOURNAL: what they say was closed since is closed again',
    )
    .option('--no-journal', 'on your word: nothing was decided after the backup, or it is lost')
    .option(
      '--head <hash>',
      'a head of the access log that was kept elsewhere: tells whether the backup is older',
      hash,
    )
    .action((folder: string | undefined, { journal, head }: RestoreOptions) =>
      withDatabase(async ({ config, policy, database }) => {
        const { ownerUrl } = database;
        if (folder !== undefined) {
          const { consentTexts } = config;
          const { takenAt, tables } = await restoreBackup({ ...database, policy, consentTexts, folder });
          const rows = tables.reduce((sum, table) => sum + BigInt(table.rows), 0n);
          process.stdout.write(`Restored and compared: ${rows} rows of ${tables.length} tables, as of ${takenAt}.\n`);
        }
        if (head !== undefined && !(await knowsHead(ownerUrl, head))) {
          process.stdout.write(
            `The access log has no link with head ${head}: the backup is older, and what was decided since is missing.\n`,
          );
        }
        if (journal === true) return void process.stdout.write(WAITS);
        const closings = await finishRestoration(ownerUrl, journal || []);
        process.stdout.write(`Closed again what was closed since: ${closings} entries of the journal.\n`);
        process.stdout.write('The hub may serve from this database.\n');
      }),
    );
}
