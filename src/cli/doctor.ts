import { Command } from 'commander';
import type { BookletCodeKey } from '../subgraphs/core/booklet/booklet-code-key';
import type { ReceiptKeys } from '../subgraphs/core/consent/receipt/receipt-keys';
import { backupCaution } from '../hub/backup/backup-age.store';
import { openBookletCodeKey } from '../hub/booklet-code-key';
import { sealedHub } from '../hub/compose';
import type { ReadinessCheck } from '../hub/http/options';
import { readiness } from '../hub/readiness';
import { openReceiptKeys } from '../hub/receipt-keys';
import { SUBGRAPHS } from '../hub/subgraphs';
import { hubsWay, type OpenDatabase } from '../hub/open-database';
import { APP_ROLE, checkAppRole } from '../platform/app-role';
import type { Config } from '../platform/config/config';
import { checkIssuerKeys } from '../platform/identity/issuer-keys';
import { cautionsAt } from '../platform/postgres/cautions';
import { refuseUnfitOwner } from '../platform/postgres/owner-policies';
import { asOwner } from '../platform/postgres/as-owner';
import { Database } from '../platform/postgres/database';
import { leftOutAsCommon } from '../subgraphs/core/duplicate/matcher.store';
import { endConnection } from '../platform/postgres/connection';
import { openWay } from '../platform/postgres/reach';
import type { Policy } from '../access/policy/policy';
import { messageOf } from './exit';
import { withDatabase } from './with-database';

/** `geleit doctor`: looks at everything that must hold and says what to do about what does not. */
export function doctorCommand(): Command {
  return new Command('doctor').description('check configuration, policy, schema and database').action(() =>
    withDatabase(async ({ config, policy, database }) => {
      sealedHub(SUBGRAPHS, policy);
      const checks = {
        owner: await owner(database),
        ...(await hub(config, policy, database)),
        receipts: signing(await openReceiptKeys(config)),
        booklets: codes(await openBookletCodeKey(config)),
      };
      for (const [name, { ok, detail }] of Object.entries(checks)) {
        process.stdout.write(`${ok ? 'ok     ' : 'FAILED '} ${name}${detail ? `: ${detail}` : ''}\n`);
        if (!ok) process.exitCode = 1;
      }
      for (const caution of [
        ...(await cautionsAt(database.appUrl, config.poolSize)),
        ...(await common(policy, database)),
        ...(await backup(database)),
      ]) {
        process.stdout.write(`WARNING ${caution}\n`);
      }
    }),
  );
}

type Checks = Record<string, ReadinessCheck>;

/** Whether what runs as the owner sees what it works on. */
async function owner({ ownerUrl, managesAppRole }: OpenDatabase): Promise<ReadinessCheck> {
  return check(() =>
    asOwner(ownerUrl, async (client) => {
      await refuseUnfitOwner(client, APP_ROLE);
      if (managesAppRole) await checkAppRole(client);
    }),
  );
}

/** What a hub would say of itself; where its role is not let in, that instead. */
async function hub(config: Config, policy: Policy, database: OpenDatabase): Promise<Checks> {
  const keys = () => issuerKeys(config);
  const way = hubsWay(database);
  const reached = await check(async () => endConnection(await openWay(way)));
  if (!reached.ok) return { database: reached, keys: await keys() };
  const app = new Database({ url: database.appUrl, poolSize: 1 });
  try {
    const found = await readiness({ database: app, policy, keys, looksAhead: true });
    // In full, roles and tables included: this is read by the operator alone.
    const role = await check(() => app.checkSecondLock());
    return role.ok ? found : { ...found, role };
  } finally {
    await app.close();
  }
}

/** What the search for duplicates leaves out, as far as the database tells. */
async function common({ duplicates }: Policy, { appUrl }: OpenDatabase): Promise<string[]> {
  if (!duplicates) return [];
  const app = new Database({ url: appUrl, poolSize: 1 });
  const found = await leftOutAsCommon(app).catch(() => null);
  await app.close();
  return found ? [found] : [];
}

/** How old the last backup is, where there is something to lose; the checks tell why it cannot be known. */
async function backup({ ownerUrl, isEmbedded }: OpenDatabase): Promise<string[]> {
  if (isEmbedded) return [];
  const found = await asOwner(ownerUrl, backupCaution).catch(() => null);
  return found ? [found] : [];
}

async function check(work: () => Promise<void>): Promise<ReadinessCheck> {
  try {
    await work();
    return { ok: true };
  } catch (error) {
    return { ok: false, detail: messageOf(error) };
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
