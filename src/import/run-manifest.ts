import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ImportDatabase } from './import-database';
import { ImportError } from './import-error';
import { readManifest } from './import-manifest';
import { runImportOn, type ImportEnvironment, type ImportSummary } from './run-import';

export interface ManifestOptions extends ImportEnvironment {
  /** Called with the part of all files that is done, from 0 to 1, and the name of the file in work. */
  readonly onProgress?: (part: number, file: string) => void;
  /** Runs after each file, on the connection of the imports; of a dry run too. */
  readonly afterFile?: (database: ImportDatabase) => Promise<void>;
}

/**
 * Imports the files of a manifest in their order, e.g. `data/rheine/manifest.yaml`. In a dry run later files find what
 * earlier ones would have brought.
 * @returns one summary for each file
 * @throws ImportError as `runImport`, and MANIFEST_INVALID
 */
export async function runManifest(manifestFile: string, options: ManifestOptions): Promise<ImportSummary[]> {
  const text = await readFile(manifestFile, 'utf8').catch(() => {
    throw new ImportError('FILE_NOT_FOUND', `${manifestFile} cannot be read.`);
  });
  const entries = readManifest(text, manifestFile);
  const sizes = await Promise.all(
    entries.map(({ file }) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  const total = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  const database = await ImportDatabase.connect(options.appUrl, options.dryRun ?? false);
  const summaries: ImportSummary[] = [];
  try {
    let before = 0;
    for (const [index, entry] of entries.entries()) {
      const onProgress = (bytesRead: number) =>
        options.onProgress?.((before + bytesRead) / total, basename(entry.file));
      summaries.push(await runImportOn(database, { ...options, ...entry, onProgress }));
      await options.afterFile?.(database);
      before += sizes[index]!;
    }
  } finally {
    await database.close();
  }
  return summaries;
}
