import { Command } from 'commander';
import { migrate } from '../hub/migrate';
import { withDatabase } from './with-database';

/** `geleit migrate`: brings the database to this version and this policy. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database to this version and put the locks of the policy on it')
    .action(() =>
      withDatabase(async ({ policy, database }) => {
        const { migrations, locks } = await migrate({ ...database, policy });
        const say = (what: string, names: readonly string[]) =>
          process.stdout.write(`${what}: ${names.length === 0 ? 'nothing to do' : names.join(', ')}\n`);
        say('migrations', migrations);
        say('locks', locks);
      }),
    );
}
