import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { Policy } from '../access/policy/policy';
import { APP_ROLE, ensureAppRole } from '../platform/app-role';
import { projectRoot } from '../platform/config/project-root';
import { asOwner } from '../platform/postgres/as-owner';
import { applyCode } from '../platform/postgres/code/apply-code';
import { adoptOwnerPolicies } from '../platform/postgres/owner-policies';
import { applyLocks } from '../records/locks/apply-locks';
import { registerPersonTables } from '../records/move/person-tables';
import { loadConsentTexts } from '../subgraphs/core/consent/text/load-consent-texts.store';
import { readConsentTexts } from '../subgraphs/core/consent/text/read-consent-texts';
import { registerReviewers } from '../subgraphs/core/duplicate/reviewers.store';
import { refoldNames } from '../subgraphs/core/identity/refold-names.store';
import { openToBackup } from './backup/seen-by-owner.store';
import { databaseCode } from './code';
import type * as OwnerDataSource from './data-source';
import { migrationsOf, refuseEarlierVersion } from './migrations';
import { REGISTRY } from './subgraphs';

const load = createRequire(__filename);

const BUNDLED_TEXTS = join(projectRoot(), 'policy', 'consent-texts');

/** What `migrate` did. */
export interface MigrationReport {
  readonly migrations: readonly string[];
  /** Functions, triggers and policies that were made, changed or dropped. */
  readonly code: readonly string[];
  /** Tables whose row level security changed because declaration or policy changed. */
  readonly locks: readonly string[];
  /** How many wordings of consents were new. */
  readonly texts: number;
}

export interface MigrateOptions {
  readonly ownerUrl: string;
  readonly policy: Policy;
  /** False where an administrator has made the hub's role. */
  readonly managesAppRole: boolean;
  /** Directory of the wording of consents; that of the demonstration if left out. */
  readonly consentTexts?: string;
}

/**
 * Brings a database to the state that this version of the hub needs: the hub's role, the tables, the code, the locks of
 * the current policy, room in the access log. Safe to repeat, and safe when several replicas start together.
 */
export async function migrate(options: MigrateOptions): Promise<MigrationReport> {
  const { ownerUrl, policy, managesAppRole, consentTexts = BUNDLED_TEXTS } = options;
  // A wording with a mistake stops the migration before anything is touched.
  const written = readConsentTexts(consentTexts, policy);
  return asOwner(ownerUrl, async (owner) => {
    // Held until the connection ends: a second replica waits and then finds nothing left to do.
    await owner.query(`select pg_advisory_lock(hashtext('geleit.migrate'))`);
    await refuseEarlierVersion(owner);
    await adoptOwnerPolicies(owner, APP_ROLE);
    if (managesAppRole) await ensureAppRole(owner, ownerUrl);
    const run = (await migrationsAreDue(owner)) ? await runMigrations(ownerUrl) : [];
    const code = await applyCode(owner, databaseCode(policy));
    await refoldNames(owner);
    await registerPersonTables(owner, REGISTRY);
    await openToBackup(owner);
    const locks = await applyLocks(owner, policy, REGISTRY);
    await registerReviewers(owner, policy);
    const texts = await loadConsentTexts(owner, written);
    await owner.query('select core.ensure_access_partitions(2)');
    return { migrations: run, code, locks, texts };
  });
}

/** Whether a migration of this version has not been run on a database, also one that is older than the newest that has. */
export async function migrationsAreDue(owner: Client): Promise<boolean> {
  return ['BEHIND', 'NONE'].includes(await migrationsOf(owner));
}

async function runMigrations(ownerUrl: string): Promise<string[]> {
  // TypeORM and its drivers: most starts find nothing to migrate.
  const { ownerDataSource } = load('./data-source') as typeof OwnerDataSource;
  const source = await ownerDataSource(ownerUrl).initialize();
  try {
    return (await source.runMigrations()).map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}
