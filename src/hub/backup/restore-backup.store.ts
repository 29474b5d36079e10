import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { verifyLog } from '../../access/log/verify-log';
import { asOwner } from '../../platform/postgres/as-owner';
import { migrate, type MigrateOptions } from '../migrate';
import { migrations } from '../migrations';
import { BackupError } from './backup-error';
import { copyInto, hubTables, logMonths, measured, NO_LIMITS, SAME_TEXTS, type HubTable } from './hub-tables.store';
import { fileOf, readManifest, type Manifest } from './backup-manifest';
import { isEmpty, markRestoration, openRestoration, shutOut, type Restoration } from './restoration.store';
import { withoutLocks } from './without-locks.store';

export interface RestoreOptions extends MigrateOptions {
  /** A whole backup. */
  readonly folder: string;
}

/**
 * Brings a backup into an empty database, all of it or nothing, and proves that it is the same. The hub stays shut out until
 * `finishRestoration`. Can be begun anew where it was cut short.
 * @returns what was restored
 * @throws BackupError
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { folder, ownerUrl } = options;
  const manifest = await readManifest(folder);
  refuseOtherVersion(manifest);
  await refuseDamaged(folder, manifest);
  return asOwner(ownerUrl, async (owner) => {
    await takeTurn(owner);
    const mark: Restoration = { state: 'COPYING', backup: manifest.id, takenAt: manifest.takenAt };
    await refuseUnlessEmpty(owner);
    await markRestoration(owner, mark);
    await migrate(options);
    await shutOut(owner);
    await copyAll(owner, folder, manifest, { ...mark, state: 'COPIED' });
    // Policy and wordings of now, which may be newer than the backup.
    await migrate(options);
    await owner.query('analyze');
    return manifest;
  });
}

/** Two at once would each take what the other does for its own. */
export async function takeTurn(owner: Client): Promise<void> {
  const lock = `select pg_try_advisory_lock(hashtext('geleit.restore')) as free`;
  if (!(await owner.query<{ free: boolean }>(lock)).rows[0]!.free)
    throw new BackupError('RESTORATION_RUNNING', 'Another restoration is at work in this database.');
}

async function refuseUnlessEmpty(owner: Client): Promise<void> {
  const restoration = await openRestoration(owner);
  if (restoration?.state === 'COPYING') return;
  if (restoration)
    throw new BackupError(
      'DATABASE_NOT_EMPTY',
      'A backup was restored into this database; "geleit restore --help" says how to finish.',
    );
  if (!(await isEmpty(owner))) throw new BackupError('DATABASE_NOT_EMPTY', 'There is something in this database.');
}

function refuseOtherVersion(manifest: Manifest): void {
  const own = migrations().sort((a, b) => a - b);
  if (own.join() === manifest.migrations.join()) return;
  throw new BackupError(
    'BACKUP_OF_OTHER_VERSION',
    `The backup was made by Geleit ${manifest.geleit} with ${manifest.migrations.length} migrations up to ${manifest.migrations.at(-1)}; ` +
      `this version has ${own.length} up to ${own.at(-1)}.`,
  );
}

/** Looks at every file before anything is done to the database. */
async function refuseDamaged(folder: string, { tables }: Manifest): Promise<void> {
  for (const table of tables) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, fileOf(table))), hash).catch(() => {
      throw new BackupError('BACKUP_DAMAGED', `${fileOf(table)} cannot be read.`);
    });
    if (hash.digest('hex') !== table.sha256)
      throw new BackupError('BACKUP_DAMAGED', `${fileOf(table)} is not as it was written.`);
  }
}

async function copyAll(owner: Client, folder: string, manifest: Manifest, done: Restoration): Promise<void> {
  await owner.query('begin');
  try {
    await owner.query(SAME_TEXTS);
    await owner.query(NO_LIMITS);
    for (const { name } of await logMonths(owner)) await owner.query(`drop table core.${owner.escapeIdentifier(name)}`);
    const tables = await hubTables(owner);
    refuseOtherTables(tables, manifest);
    await withoutLocks(owner, tables, async () => {
      // What the migrations have put there is in the backup too.
      await owner.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
      for (const { name, begins, ends } of manifest.months)
        await owner.query('select core.add_access_partition($1, $2, $3)', [name, begins, ends]);
      for (const table of tables) await copyTable(owner, table, folder);
      for (const table of manifest.tables) await refuseDifferent(owner, table);
      await refuseBrokenLog(owner, manifest);
    });
    for (const { name, last, isCalled } of manifest.sequences)
      await owner.query('select setval($1::regclass, $2, $3)', [name, last, isCalled]);
    await markRestoration(owner, done);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback').catch(() => undefined);
    throw error;
  }
}

function refuseOtherTables(tables: readonly HubTable[], manifest: Manifest): void {
  const described = (list: readonly HubTable[]) =>
    new Map(list.map(({ name, columns }) => [name, columns.map((column) => `${column.name} ${column.type}`).join()]));
  const [here, there] = [described(tables), described(manifest.tables)];
  const other = [...new Set([...here.keys(), ...there.keys()])].filter((name) => here.get(name) !== there.get(name));
  if (other.length === 0) return;
  throw new BackupError(
    'BACKUP_OF_OTHER_VERSION',
    `Its tables are others than those of this version: ${other.join(', ')}.`,
  );
}

async function copyTable(owner: Client, table: HubTable, folder: string): Promise<void> {
  await pipeline(createReadStream(join(folder, fileOf(table))), createGunzip(), owner.query(copyFrom(copyInto(table))));
}

async function refuseDifferent(owner: Client, table: Manifest['tables'][number]): Promise<void> {
  const { rows, digest } = await measured(owner, table);
  if (rows !== table.rows || digest !== table.digest)
    throw new BackupError(
      'RESTORATION_DIFFERS',
      `${table.name} has ${rows} of ${table.rows} rows, or not the same ones.`,
    );
}

async function refuseBrokenLog(owner: Client, { head }: Manifest): Promise<void> {
  const found = await verifyLog(owner);
  if (!found.intact) {
    throw new BackupError('RESTORATION_DIFFERS', `The access log is broken: link ${found.seal}: ${found.problem}.`);
  }
  if (found.head !== head) throw new BackupError('RESTORATION_DIFFERS', 'The access log ends with another head.');
}
