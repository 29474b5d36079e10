import { Command } from 'commander';
import type { BookletCodeKey } from '../access/booklet-code/booklet-code-key';
import type { ReceiptKeys } from '../access/consent/receipt/receipt-keys';
import { openBookletCodeKey } from '../hub/booklet-code-key';
import { sealedHub } from '../hub/compose';
import type { ReadinessCheck } from '../hub/http/options';
import { readiness } from '../hub/readiness';
import { openReceiptKeys } from '../hub/receipt-keys';
import { SUBGRAPHS } from '../hub/subgraphs';
import { APP_ROLE, checkAppRole } from '../platform/app-role';
import type { Config } from '../platform/config/config';
import { checkIssuerKeys } from '../platform/identity/issuer-keys';
import { cautionsAt } from '../platform/postgres/cautions';
import { OwnerError } from '../platform/postgres/owner-error';
import { refuseUnfitOwner } from '../platform/postgres/owner-policies';
import { asOwner } from '../platform/postgres/as-owner';
import { Database } from '../platform/postgres/database';
import { SecondLockError } from '../platform/postgres/safe-role';
import { leftOutAsCommon } from '../subgraphs/core/duplicate/matcher.store';
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
        const keys = () => issuerKeys(config);
        const checks = {
          owner: await owner(database.ownerUrl),
          ...(await readiness({ database: app, policy, keys, looksAhead: true })),
          receipts: signing(await openReceiptKeys(config)),
          booklets: codes(await openBookletCodeKey(config)),
        };
        for (const [name, { ok, detail }] of Object.entries(checks)) {
          process.stdout.write(`${ok ? 'ok     ' : 'FAILED '} ${name}${detail ? `: ${detail}` : ''}\n`);
          if (!ok) process.exitCode = 1;
        }
        const common = policy.duplicates ? await leftOutAsCommon(app).catch(() => null) : null;
        for (const caution of [...(await cautionsAt(database.appUrl, config.poolSize)), ...(common ? [common] : [])])
          process.stdout.write(`WARNING ${caution}\n`);
      } finally {
        await app.close();
      }
    }),
  );
}

/** Whether what runs as the owner sees what it works on. */
async function owner(ownerUrl: string): Promise<ReadinessCheck> {
  try {
    await asOwner(ownerUrl, (client) => refuseUnfitOwner(client, APP_ROLE));
    return { ok: true };
  } catch (error) {
    return {
      ok: false,
      detail: error instanceof OwnerError ? error.message : 'The database does not answer its owner.',
    };
  }
}

/** Who migrates need not know the issuers; then it is the hub's own readiness that tells of their keys. */
async function issuerKeys({ issuers, production }: Config): Promise<ReadinessCheck> {
  if (issuers.length > 0) return checkIssuerKeys(issuers);
  return { ok: true, detail: production ? 'OIDC_ISSUERS is not set here, so nothing was checked.' : undefined };
}

/** After a rotation: the new key signs, and the old ones are still handed out to those who verify. */
function signing(keys: ReceiptKeys | undefined): ReadinessCheck {
  if (!keys) return { ok: true, detail: 'RECEIPT_SIGNING_KEY is not set: no consent receipts are issued.' };
  const earlier = keys.publicKeys.flatMap(({ kid }) => (kid && kid !== keys.keyId ? [kid] : []));
  const published = earlier.length === 0 ? 'no earlier key is published' : `also published: ${earlier.join(', ')}`;
  return { ok: true, detail: `Key ${keys.keyId} signs; ${published}.` };
}

function codes(key: BookletCodeKey | undefined): ReadinessCheck {
  return key ? { ok: true } : { ok: true, detail: 'BOOKLET_CODE_KEY is not set: booklets have no codes.' };
}

/** What the check named "role" is about in full, for the operator alone; that the database does not answer is told below. */
function explain(error: unknown): void {
  if (error instanceof SecondLockError) process.stdout.write(`${error.message}\n`);
}
