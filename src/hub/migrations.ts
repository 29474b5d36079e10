import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { timestampsIn, type Asked } from '../platform/postgres/timestamps-in';

/** Beside `src`, and beside its compiled form. */
const DIRECTORY = join(__dirname, '..', '..', 'migrations');

/** Where TypeORM finds the migrations. */
export const MIGRATION_FILES = join(DIRECTORY, '*.{ts,js}');

/** Where TypeORM writes down which of them it has run. */
export const MIGRATION_TABLE = 'geleit_migration';

/** The timestamps of the migrations of this version. */
export function migrations(): number[] {
  return readdirSync(DIRECTORY).map((file) => Number.parseInt(file, 10));
}

/** How the migrations that a database has had stand to those of this version. */
export type MigrationState = 'SAME' | 'AHEAD' | 'BEHIND';

/**
 * A database that has had all of this version and more is ahead: a newer version has migrated it while this one still serves.
 * @param done timestamps of those that it has had
 */
export function migrationState(done: readonly number[], own: readonly number[] = migrations()): MigrationState {
  const had = new Set(done);
  if (own.some((timestamp) => !had.has(timestamp))) return 'BEHIND';
  return had.size > own.length ? 'AHEAD' : 'SAME';
}

/**
 * @param client a connection of the owner or of the hub's role
 * @returns how it stands with the migrations of the database; NONE where nobody has migrated
 */
export async function migrationsOf(client: Asked): Promise<MigrationState | 'NONE'> {
  const done = await timestampsIn(client, MIGRATION_TABLE);
  return done ? migrationState(done) : 'NONE';
}

/** Nothing works on a database that was not migrated to this version. The message is for the operator. */
export class NotMigratedError extends Error {
  constructor() {
    super(
      'The database is not at this version: run "geleit migrate" before anything else, and look at APP_DATABASE_URL if it is set. ' +
        '(DATABASE_NOT_MIGRATED)',
    );
    this.name = 'NotMigratedError';
  }
}
