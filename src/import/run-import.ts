import type { Policy } from '../access/policy/policy';
import type { InstitutionId } from '../access/vocabulary';
import type { RecordRegistry } from '../records/registry';
import type { SourceEncoding } from './encodings';
import { importFile } from './import-file';
import { ImportDatabase } from './import-database';
import { leftAloneFileOf, rejectedFileOf } from './rejected-rows';

/** What every import needs. */
export interface ImportEnvironment {
  /** Connection URL of the role `geleit_app`: imports have no more rights than requests. */
  readonly appUrl: string;
  readonly policy: Policy;
  readonly registry: RecordRegistry;
  /** Checks everything against the database and writes nothing but the rejected rows. */
  readonly dryRun?: boolean;
  /** Rows of one transaction. Default: 5,000. */
  readonly batchRows?: number;
}

export interface ImportOptions extends ImportEnvironment {
  /** What the file holds, e.g. `benefit-cases`. */
  readonly kind: string;
  /** Path of a CSV file. */
  readonly file: string;
  /** Who delivers it. */
  readonly institution: InstitutionId;
  /** What the file is written in, where neither its bytes nor the mapping say. */
  readonly encoding?: SourceEncoding;
  /** YAML file that says what columns and values of the file mean. */
  readonly mappingFile?: string;
  /**
   * When the institution exported the file; of an export that is not told the beginning of the run. It counts where the
   * policy lets files win over staff: a file knows nothing of what was changed after its export.
   */
  readonly exportedAt?: Date;
  /** Called after each batch with the bytes of the file that were read, its size, and the rows so far. */
  readonly onProgress?: (bytesRead: number, bytesTotal: number, rows: number) => void;
}

/** What came of an import, or would come of it. No value of a row is in it. */
export interface ImportSummary {
  readonly kind: string;
  /** Rows of the file: inserted, updated, unchanged and rejected. */
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows that differ from what was decided in the hub, which stays; what else they say has landed. */
  readonly leftAlone: number;
  /** Where they are, if there are any. */
  readonly leftAloneFile?: string;
  /** Rows that have landed without a value that could not be read; what was stored stays. */
  readonly incomplete: number;
  readonly rejected: number;
  /** Where the rejected rows and those without a value are, if there are any. */
  readonly rejectedFile?: string;
  readonly seconds: number;
}

/**
 * Imports a CSV file as its institution has exported it. Good rows land in batches, each of them wholly or not at all;
 * bad rows go to `<file>.rejected.csv`. To import the same file again changes nothing, also after a run that was cut short.
 * @throws ImportError when the file as a whole, its mapping or the database does not allow it
 */
export async function runImport(options: ImportOptions): Promise<ImportSummary> {
  const database = await ImportDatabase.connect(options.appUrl, options.dryRun ?? false);
  try {
    return await runImportOn(database, options);
  } finally {
    await database.close();
  }
}

/** The same on a connection that several imports share. */
export async function runImportOn(database: ImportDatabase, options: ImportOptions): Promise<ImportSummary> {
  const begin = performance.now();
  const counts = await importFile(database, options);
  return {
    kind: options.kind,
    ...counts,
    ...(counts.leftAlone > 0 && { leftAloneFile: leftAloneFileOf(options.file, options.dryRun) }),
    ...(counts.rejected + counts.incomplete > 0 && { rejectedFile: rejectedFileOf(options.file, options.dryRun) }),
    seconds: (performance.now() - begin) / 1000,
  };
}
