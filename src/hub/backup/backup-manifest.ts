import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupError } from './backup-error';

const FORMAT = 1;
export const MANIFEST_FILE = 'manifest.json';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();
const whole = z.string().regex(/^\d+$/);

const backedUpTable = z.strictObject({
  /** Schema and table. */
  name: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
  /** Each with its type; those that PostgreSQL computes itself are left out. */
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  rows: whole,
  /** Of all rows, whatever their order. */
  digest: z.string(),
  /** SHA-256 of the file. */
  sha256: hash,
});

const schema = z.strictObject({
  format: z.literal(FORMAT),
  id: z.uuid(),
  /** Moment of the snapshot, by the clock of the database. */
  takenAt: time,
  geleit: z.string(),
  postgres: z.string(),
  /** Timestamps of the migrations that the database has had. */
  migrations: z.array(z.number()),
  /** Head of the chain over the access log (hex). */
  head: hash.nullable(),
  /** Months of the access log: name of the partition, and from when to when. */
  months: z.array(z.strictObject({ name: z.string().regex(/^access_entry_[0-9_]+$/), begins: time, ends: time })),
  sequences: z.array(z.strictObject({ name: z.string(), last: whole, isCalled: z.boolean() })),
  tables: z.array(backedUpTable),
});

/** What a backup holds, and how to know that it is whole. Names no person. */
export type Manifest = z.infer<typeof schema>;
export type BackedUpTable = z.infer<typeof backedUpTable>;

export const newManifest = (rest: Omit<Manifest, 'format'>): Manifest => ({ format: FORMAT, ...rest });

/** The file of a table's rows. */
export const fileOf = ({ name }: { readonly name: string }): string => `${name}.copy.gz`;

/** @throws BackupError BACKUP_NOT_READABLE, BACKUP_DAMAGED */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(() => {
    throw new BackupError('BACKUP_NOT_READABLE', `There is no whole backup in ${folder}.`);
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new BackupError('BACKUP_DAMAGED', `${MANIFEST_FILE} in ${folder} is no manifest of a backup.`);
  }
}
