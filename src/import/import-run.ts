import type { InstitutionId } from '../access/vocabulary';
import type { SessionSettings } from '../platform/postgres/session';
import type { ImportDatabase } from './import-database';

/** How many rows of a file came to what. */
export interface RowCounts {
  rows: number;
  inserted: number;
  updated: number;
  unchanged: number;
  /** Rows that differ from what was decided in the hub, which stays; what else they say has landed. */
  leftAlone: number;
  /** Rows that have landed without a value that could not be read; what was stored stays. */
  incomplete: number;
  rejected: number;
}

/** Notes that an institution begins to import a file. The entry of a run that was cut short stays without an end. */
export async function noteStart(
  database: ImportDatabase,
  settings: SessionSettings,
  run: {
    readonly id: string;
    readonly institution: InstitutionId;
    readonly kind: string;
    readonly sha256: string;
    readonly exportedAt: Date | undefined;
  },
): Promise<void> {
  await database.transaction(settings, (client) =>
    client.query(
      'insert into core.import_run (id, institution, kind, file_sha256, exported_at) values ($1, $2, $3, $4, $5)',
      [run.id, run.institution, run.kind, run.sha256, run.exportedAt ?? null],
    ),
  );
}

/** Notes what came of it. */
export async function noteEnd(
  database: ImportDatabase,
  settings: SessionSettings,
  id: string,
  { inserted, updated, unchanged, leftAlone, incomplete, rejected }: RowCounts,
): Promise<void> {
  await database.transaction(settings, (client) =>
    client.query(
      `update core.import_run set finished_at = clock_timestamp(), accepted = $2, changed = $3, unchanged = $4, left_alone = $5,
         incomplete = $6, rejected = $7
       where id = $1`,
      [id, inserted + updated + unchanged, inserted + updated, unchanged, leftAlone, incomplete, rejected],
    ),
  );
}
