import { Command } from 'commander';
import { Database } from '../platform/postgres/database';
import { followMerges, keyNext, leftOutAsCommon, matchNext } from '../subgraphs/core/duplicate/matcher.store';
import { UsageError } from './exit';
import { withMigratedDatabase } from './with-database';

/** `geleit duplicates find`: compares persons at once instead of by and by. */
export function duplicatesCommand(): Command {
  const duplicates = new Command('duplicates').description('persons who may be registered twice');
  duplicates
    .command('find')
    .description('compare the persons about whom something was written since, and fill the review queue')
    .option('--all', 'also take in identities from before this version')
    .action(({ all }: { all?: boolean }) =>
      withMigratedDatabase(async ({ policy, database: { appUrl } }) => {
        if (!policy.duplicates) throw new UsageError('The policy has no section "duplicates".');
        const database = new Database({ url: appUrl, poolSize: 1 });
        try {
          if (all) await repeat(() => keyNext(database));
          await followMerges(database);
          const compared = await repeat(() => matchNext(database, policy.duplicates!));
          process.stdout.write(`Compared ${compared} persons. What is alike is in the query duplicatePairs.\n`);
          const common = await leftOutAsCommon(database);
          if (common) process.stdout.write(`${common}\n`);
        } finally {
          await database.close();
        }
      }),
    );
  return duplicates;
}

async function repeat(step: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let count = await step(); count > 0; count = await step()) total += count;
  return total;
}
