import { readdirSync } from 'node:fs';
import { join } from 'node:path';

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

/** The timestamp of the newest migration of this version. */
export function newestMigration(): number {
  return Math.max(...migrations());
}
