import { afterAll, beforeAll } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { encode } from 'iconv-lite';
import { rheinePolicy } from '../kit/policy';
import type { TestDatabase } from '../kit/database';
import { REGISTRY } from '../../src/hub/subgraphs';
import { detectLayout } from '../../src/import/delimiter';
import type { SourceEncoding } from '../../src/import/encodings';
import { leftAloneFileOf, rejectedFileOf } from '../../src/import/rejected-rows';
import { runImport, type ImportOptions, type ImportSummary } from '../../src/import/run-import';

/** A directory of its own for a spec file, with the files that it imports. */
export interface ImportFiles {
  /** @returns the path of the new file */
  write(name: string, text: string | Buffer, encoding?: SourceEncoding): Promise<string>;
  /** The rows of a rejected file by column; empty if there is none. */
  rejected(file: string): Promise<Record<string, string>[]>;
  /** The same of the rows that were left alone. */
  leftAlone(file: string): Promise<Record<string, string>[]>;
}

export function useFiles(): ImportFiles {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'geleit-import-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));
  return {
    async write(name, text, encoding = 'utf-8') {
      const path = join(directory, name);
      await writeFile(path, typeof text === 'string' ? encode(text, encoding) : text);
      return path;
    },
    rejected: (file) => rowsBeside(rejectedFileOf(file)),
    leftAlone: (file) => rowsBeside(leftAloneFileOf(file)),
  };
}

async function rowsBeside(path: string): Promise<Record<string, string>[]> {
  if (!existsSync(path)) return [];
  const text = await readFile(path, 'utf8');
  return parse(text, { bom: true, columns: true, delimiter: detectLayout(text).delimiter, relax_column_count: true });
}

/** Imports into a test database; the city unless another institution is named. */
export function importInto(
  database: TestDatabase,
): (options: Partial<ImportOptions> & Pick<ImportOptions, 'kind' | 'file'>) => Promise<ImportSummary> {
  return (options) =>
    runImport({ institution: 'city', appUrl: database.appUrl, policy: rheinePolicy(), registry: REGISTRY, ...options });
}

/** What an import must leave alone or make the same: rows without what each database makes up by itself. */
export async function rowsOf(
  database: TestDatabase,
  table: string,
  institution = 'city',
): Promise<Record<string, unknown>[]> {
  const rows = await database.asApp<{ row: Record<string, unknown> }>(
    { institution, role: 'counsellor' },
    `select to_jsonb(t) - '{id,person_id,recorded_at,updated_at,course_id,consent_id,office_id,contact_person_id}'::text[] as row
     from ${table} t`,
  );
  return rows.map(({ row }) => row).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** The first line of a file of registrations. */
export const REGISTRATIONS = 'registration_number;file_number;registered_on;deregistered_on;route\n';

/** The city's registrations whose numbers begin with this. */
export async function registrationsOf(database: TestDatabase, prefix: string): Promise<Record<string, unknown>[]> {
  const rows = await rowsOf(database, 'city.registration');
  return rows.filter((row) => String(row.registration_number).startsWith(prefix));
}

/** A file of persons, each with this file number. */
export function personsCsv(fileNumbers: readonly string[]): string {
  const rows = fileNumbers.map((number) => `${number};Given;Family ${number};01.08.1980\n`);
  return `file_number;given_name;family_name;birth_date\n${rows.join('')}`;
}

/** Rows are compared by the numbers that institutions give. */
function keyOf(row: Record<string, unknown>): string {
  const numbers = Object.entries(row).filter(([column]) => /_number$|^code$/.test(column));
  return JSON.stringify([Object.fromEntries(numbers), row]);
}
