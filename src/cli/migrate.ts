import { Command } from 'commander';
import { migrate } from '../hub/migrate';
import { withDatabase } from './with-database';

/** `geleit migrate`: brings the database to this version, this policy and this wording. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description(
      'bring the database to this version, put its code and the locks of the policy on it, load the wording of consents',
    )
    .action(() =>
      withDatabase(async ({ config, policy, database }) => {
        const { migrations, code, locks, texts } = await migrate({
          ...database,
          policy,
          consentTexts: config.consentTexts,
        });
        const say = (what: string, names: readonly string[]) =>
          process.stdout.write(`${what}: ${names.length === 0 ? 'nothing to do' : names.join(', ')}\n`);
        say('migrations', migrations);
        say('functions, triggers and policies', code.length === 0 ? [] : [`${code.length} changed`]);
        say('locks', locks);
        process.stdout.write(`wordings of consents: ${texts === 0 ? 'nothing to do' : `${texts} new`}\n`);
      }),
    );
}
