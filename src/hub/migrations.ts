import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { timestampsIn, type Asked } from '../platform/postgres/timestamps-in';

/** Beside `src`, and beside its compiled form. */
const DIRECTORY = join(__dirname, '..', '..', 'migrations');

/** Where TypeORM finds the migrations. */
export const MIGRATION_FILES = join(DIRECTORY, '[0-9]*-*.{ts,js}');

const MIGRATION = /^\d{4}-[\w-]+\.(ts|js)$/;

/** Where TypeORM writes down which of them it has run. */
export const MIGRATION_TABLE = 'geleit_migration';

/** The numbers of the migrations of this version, as TypeORM keeps them (`timestamp`). */
export function migrations(): number[] {
  return readdirSync(DIRECTORY)
    .filter((file) => MIGRATION.test(file))
    .map((file) => Number.parseInt(file, 10));
}

/** Before the first release migrations were numbered by their moment, in milliseconds. */
const FIRST_MOMENT = 1e12;

/** A database of an earlier, unreleased state, which no migration leads to this one. The message is for the operator. */
export class EarlierVersionError extends Error {
  constructor() {
    super(
      'The database was made by a version before the first release, and no migration leads from there to this one. ' +
        'Make a new database (the embedded one: delete the directory GELEIT_DATA_DIR, or .geleit) and import anew. (DATABASE_OF_EARLIER_VERSION)',
    );
    this.name = 'EarlierVersionError';
  }
}

/** @throws EarlierVersionError */
export async function refuseEarlierVersion(owner: Asked): Promise<void> {
  const done = (await timestampsIn(owner, MIGRATION_TABLE)) ?? [];
  if (done.some((timestamp) => timestamp >= FIRST_MOMENT)) throw new EarlierVersionError();
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
