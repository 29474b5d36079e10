import { Command } from 'commander';
import { sealedHub } from '../hub/compose';
import { newestMigration } from '../hub/migrations';
import { readiness } from '../hub/readiness';
import { SUBGRAPHS } from '../hub/subgraphs';
import { checkAppRole } from '../platform/app-role';
import { asOwner } from '../platform/postgres/as-owner';
import { Database } from '../platform/postgres/database';
import { SecondLockError } from '../platform/postgres/safe-role';
import { withDatabase } from './with-database';

/** `geleit doctor`: looks at everything that must hold and says what to do about what does not. */
export function doctorCommand(): Command {
  return new Command('doctor').description('check configuration, policy, schema and database').action(() =>
    withDatabase(async ({ config, policy, database }) => {
      sealedHub(SUBGRAPHS, policy);
      const app = new Database({ url: database.appUrl, poolSize: 1 });
      try {
        if (database.managesAppRole) await asOwner(database.ownerUrl, (owner) => checkAppRole(owner));
        await app.checkSecondLock().catch(explain);
        const issuers = config.issuers.length > 0 || !config.production;
        const keys = () => Promise.resolve(issuers ? { ok: true } : { ok: false, detail: 'No issuer is registered.' });
        const checks = await readiness({ database: app, policy, newestMigration: newestMigration(), keys });
        for (const [name, { ok, detail }] of Object.entries(checks)) {
          process.stdout.write(`${ok ? 'ok     ' : 'FAILED '} ${name}${detail ? `: ${detail}` : ''}\n`);
          if (!ok) process.exitCode = 1;
        }
      } finally {
        await app.close();
      }
    }),
  );
}

/** What the check named "role" is about in full, for the operator alone; that the database does not answer is told below. */
function explain(error: unknown): void {
  if (error instanceof SecondLockError) process.stdout.write(`${error.message}\n`);
}
