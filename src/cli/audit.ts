import { Command, InvalidArgumentError } from 'commander';
import { eraseLog } from '../access/log/retention';
import { hasHead, refuseUnlessLogIsSeen } from '../access/log/sees-log';
import { verifyLog } from '../access/log/verify-log';
import { migrationsOf, NotMigratedError } from '../hub/migrations';
import { asOwner } from '../platform/postgres/as-owner';
import { UsageError } from './exit';
import { withDatabase } from './with-database';

/** `geleit audit verify`: proves that nobody changed the access log. `audit retain`: erases what is older than two years. */
export function auditCommand(): Command {
  const audit = new Command('audit').description('the access log');
  audit
    .command('verify')
    .description('walk the chain over the access log and name the first broken link')
    .option(
      '--head <hash>',
      'a head that was kept outside this database; fails unless the chain still has it: a log made anew, or restored from before, has not',
      hash,
    )
    .action(({ head: kept }: { head?: string }) =>
      withDatabase(({ database }) =>
        asOwner(database.ownerUrl, async (owner) => {
          if ((await migrationsOf(owner)) === 'NONE') throw new NotMigratedError();
          await refuseUnlessLogIsSeen(owner);
          await owner.query('select core.seal_access_log()');
          const result = await verifyLog(owner);
          if (!result.intact) {
            const where = result.entry === null ? '' : ` at entry ${result.entry}`;
            throw new UsageError(`The access log is broken: link ${result.seal}${where}: ${result.problem}.`);
          }
          if (kept !== undefined && !(await hasHead(owner, kept))) {
            throw new UsageError(
              `The access log has no link with head ${kept}: it was restored from before that head was kept, or made anew.`,
            );
          }
          process.stdout.write(`The access log is intact: ${result.seals} links, ${result.entries} entries.\n`);
          for (const { month, entries, link, head } of result.cuts) {
            const what = `${month.replace('_', '-')}: ${entries} entries, sealed up to link ${link} with head ${head}`;
            process.stdout.write(`Erased after two years: ${what}\n`);
          }
          process.stdout.write(`Head to keep outside this database: ${result.head ?? 'none yet'}\n`);
        }),
      ),
    );
  audit
    .command('retain')
    .description(
      'erase the oldest month of the access log that ended two years ago; the serving hub does so every hour',
    )
    .option(
      '--until <month>',
      'erase up to and with this month (YYYY-MM) on your word that it ended two years ago, whatever the log has lived through',
      month,
    )
    .action(({ until }: { until?: Date }) =>
      withDatabase(({ database }) =>
        asOwner(database.ownerUrl, async (owner) => {
          if ((await migrationsOf(owner)) === 'NONE') throw new NotMigratedError();
          await refuseUnlessLogIsSeen(owner);
          await owner.query('select core.seal_access_log()');
          const { erased, waiting } = await eraseLog(owner, until);
          process.stdout.write(`Erased from the access log: ${erased} months.\n`);
          if (waiting.length === 0) return;
          process.stdout.write(
            `Older than two years by the clock of the database, and kept: ${waiting.join(', ')}. A month goes by itself when the log has ` +
              'entries of each of the 24 months after it. Is the clock right? Then say --until with the last month to erase.\n',
          );
        }),
      ),
    );
  return audit;
}

/** A SHA-256 as `audit verify` prints it. */
export function hash(text: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('It must be a head as "audit verify" prints it, 64 hexadecimal digits.');
}

/** The end of a month, which is one of UTC as in the log. */
function month(text: string): Date {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  if (!year) throw new InvalidArgumentError('It must be a month such as 2024-10.');
  return new Date(Date.UTC(Number(year), Number(number), 1));
}
