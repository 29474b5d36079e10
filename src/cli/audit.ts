import { Command } from 'commander';
import { verifyLog } from '../access/log/verify-log';
import { asOwner } from '../platform/postgres/as-owner';
import { UsageError } from './exit';
import { withDatabase } from './with-database';

/** `geleit audit verify`: proves that nobody changed the access log. `audit retain`: erases what is older than two years. */
export function auditCommand(): Command {
  const audit = new Command('audit').description('the access log');
  audit
    .command('verify')
    .description('walk the chain over the access log and name the first broken link')
    .action(() =>
      withDatabase(({ database }) =>
        asOwner(database.ownerUrl, async (owner) => {
          await owner.query('select core.seal_access_log()');
          const result = await verifyLog(owner);
          if (!result.intact) {
            const where = result.entry === null ? '' : ` at entry ${result.entry}`;
            throw new UsageError(`The access log is broken: link ${result.seal}${where}: ${result.problem}.`);
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
    .description('erase the months of the access log that ended two years ago; the serving hub does so every hour')
    .action(() =>
      withDatabase(({ database }) =>
        asOwner(database.ownerUrl, async (owner) => {
          await owner.query('select core.seal_access_log()');
          const { rows } = await owner.query<{ months: number }>('select core.erase_access_log() as months');
          process.stdout.write(`Erased from the access log: ${rows[0]!.months} months.\n`);
        }),
      ),
    );
  return audit;
}
