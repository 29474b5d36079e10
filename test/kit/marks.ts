import { Client } from 'pg';
import type { TestDatabase } from './database';
import type { WrittenRecord } from './records';

/** A note as the person writes it. */
export interface Note {
  readonly field: string | null;
  readonly note: string;
}

/** Puts notes of dispute on a record, as the functions behind the person's rights do. */
export function disputeRecord(database: TestDatabase, record: WrittenRecord, ...notes: readonly Note[]): Promise<void> {
  const disputes = notes.map((note, index) => ({ id: `note-${index}`, ...note, since: '2026-01-01T00:00:00.000Z' }));
  return mark(database, record, 'disputes = $1::jsonb', JSON.stringify(disputes));
}

/** Restricts the processing of a record, as the functions behind the person's rights do. */
export function restrictRecord(database: TestDatabase, record: WrittenRecord): Promise<void> {
  return mark(database, record, 'restricted_at = $1::timestamptz', '2026-01-01T00:00:00Z');
}

async function mark(
  { ownerUrl }: TestDatabase,
  { declaration, id }: WrittenRecord,
  set: string,
  value: string,
): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`set geleit.marked = '${id}'`);
    const { rowCount } = await owner.query(`update ${declaration.table} set ${set}`, [value]);
    if (rowCount !== 1) throw new Error(`One ${declaration.name} was to be marked, not ${rowCount}.`);
  } finally {
    await owner.end();
  }
}
