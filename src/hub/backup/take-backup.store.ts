import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { APP_ROLE } from '../../platform/app-role';
import { asOwner } from '../../platform/postgres/as-owner';
import { refuseUnfitOwner } from '../../platform/postgres/owner-policies';
import { MIGRATION_TABLE } from '../migrations';
import { BackupError } from './backup-error';
import {
  copyOutOf,
  hubSequences,
  hubTables,
  logMonths,
  measured,
  NO_LIMITS,
  SAME_TEXTS,
  type HubTable,
} from './hub-tables.store';
import { fileOf, MANIFEST_FILE, newManifest, type BackedUpTable, type Manifest } from './backup-manifest';
import { refuseUnlessAllIsSeen, SEE_EVERYTHING } from './seen-by-owner.store';

export interface BackupOptions {
  readonly ownerUrl: string;
  /** Where the backup is to stand; nothing is there yet. */
  readonly folder: string;
  /** Version of Geleit. */
  readonly geleit: string;
}

/**
 * Copies everything that the hub keeps, as it was at one moment, into a folder of files only for its owner. The folder bears
 * its name only once it is whole; the hub goes on serving meanwhile.
 * @throws BackupError; OwnerError if the connection's role does not own the tables
 */
export async function takeBackup({ ownerUrl, folder, geleit }: BackupOptions): Promise<Manifest> {
  const target = resolve(folder);
  const partial = `${target}.partial-${randomUUID().slice(0, 8)}`;
  if (await stat(target).catch(() => undefined)) throw new BackupError('BACKUP_FOLDER_TAKEN', `${folder} exists.`);
  return asOwner(ownerUrl, async (owner) => {
    await refuseUnfitOwner(owner, APP_ROLE);
    await owner.query('select core.seal_access_log()');
    try {
      await mkdir(partial, { mode: 0o700 });
      const manifest = await inSnapshot(owner, () => copyAll(owner, partial, geleit));
      await writeFile(join(partial, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, {
        ...{ mode: 0o600, flag: 'wx', flush: true },
      });
      await flushFolder(partial);
      await rename(partial, target);
      await flushFolder(dirname(target));
      await remember(owner, manifest);
      return manifest;
    } catch (error) {
      await rm(partial, { recursive: true, force: true }).catch(() => undefined);
      throw explain(error, folder);
    }
  });
}

/** Runs work that sees the database as it was at one moment, and changes nothing. */
async function inSnapshot<Result>(owner: Client, work: () => Promise<Result>): Promise<Result> {
  await owner.query('begin isolation level repeatable read read only');
  try {
    await owner.query(SAME_TEXTS);
    await owner.query(NO_LIMITS);
    await owner.query(SEE_EVERYTHING);
    await refuseUnlessAllIsSeen(owner);
    return await work();
  } finally {
    await owner.query('rollback').catch(() => undefined);
  }
}

async function copyAll(owner: Client, folder: string, geleit: string): Promise<Manifest> {
  const { rows } = await owner.query<{ takenAt: Date; postgres: string; migrations: string[]; head: string | null }>(
    `select now() as "takenAt", current_setting('server_version') as postgres,
       array(select "timestamp"::text from ${MIGRATION_TABLE} order by "timestamp") as migrations,
       (select encode(hash, 'hex') from core.access_seal order by seq desc limit 1) as head`,
  );
  const { takenAt, postgres, migrations, head } = rows[0]!;
  const tables: BackedUpTable[] = [];
  for (const table of await hubTables(owner)) tables.push(await copyTable(owner, table, folder));
  return newManifest({
    id: randomUUID(),
    takenAt: takenAt.toISOString(),
    geleit,
    postgres,
    migrations: migrations.map(Number),
    head,
    months: await logMonths(owner),
    sequences: await hubSequences(owner),
    tables,
  });
}

async function copyTable(owner: Client, table: HubTable, folder: string): Promise<BackedUpTable> {
  const file = createWriteStream(join(folder, fileOf(table)), { mode: 0o600, flags: 'wx', flush: true });
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(owner.query(copyTo(copyOutOf(table))), createGzip(), hashed, file);
  return { ...table, columns: [...table.columns], ...(await measured(owner, table)), sha256: hash.digest('hex') };
}

async function remember(owner: Client, { id, takenAt }: Manifest): Promise<void> {
  await owner.query('begin');
  await owner.query('delete from core.backup_taken');
  await owner.query('insert into core.backup_taken (id, taken_at) values ($1, $2)', [id, takenAt]);
  await owner.query('commit');
}

/** What a folder lists is on disk too. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}

function explain(error: unknown, folder: string): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(code)))
    return new BackupError('BACKUP_DISK_FULL', 'The disk is full.');
  if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR'].includes(String(code)))
    return new BackupError('BACKUP_NOT_WRITABLE', `${folder} cannot be made.`);
  if (code === 'EEXIST' || code === 'ENOTEMPTY')
    return new BackupError('BACKUP_FOLDER_TAKEN', `${folder} exists by now.`);
  return error;
}
