import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SessionSettings } from '../platform/postgres/session';
import { writeStaged, type BatchWriter } from './batch-writer';
import { detectLayout } from './delimiter';
import { WITHIN_RUN } from './decided.sql';
import { WHILE_NOTHING_IS_ERASED } from './erased.sql';
import { readHeader } from './header';
import type { ImportDatabase } from './import-database';
import { ImportError } from './import-error';
import { importPlan, type ImportPlan } from './import-plan';
import { noteEnd, noteStart, type RowCounts } from './import-run';
import { NO_MAPPING, readMapping, type Mapping } from './mapping';
import { leftAloneFileOf, rejectedFileOf, RejectedRows } from './rejected-rows';
import { RowBatch } from './row-batch';
import { RowChecker } from './row-checker';
import { readRows, type SourceRow } from './row-reader';
import type { ImportOptions } from './run-import';
import { surveySource } from './source-encoding';
import { stage, stagingTables } from './staging';

const BATCH_ROWS = 5_000;

/** Imports one file: looks at it as a whole, then streams it in batches. */
export async function importFile(database: ImportDatabase, options: ImportOptions): Promise<RowCounts> {
  const { kind, file, institution, policy, registry } = options;
  const plan = importPlan(kind, institution, policy, registry);
  const mapping = options.mappingFile ? await loadMapping(options.mappingFile, plan) : NO_MAPPING;
  const survey = await surveySource(file, options.encoding ?? mapping.encoding);
  const layout = detectLayout(survey.head);
  const { delimiter } = layout;
  let bytesRead = 0;
  const rows = readRows(
    file,
    { encoding: survey.encoding, ...layout, mayBeCut: survey.mayBeCut },
    (bytes) => (bytesRead = bytes),
  );
  try {
    const first = await rows.next();
    if (first.done) throw new ImportError('FILE_EMPTY', `${file} is empty.`);
    const header = readHeader(file, first.value.cells, plan.columns, mapping);
    const checker = new RowChecker(header, plan.columns, plan.derived, mapping, plan.checkRow, delimiter);
    const writer = plan.writer(new Set(checker.columns.map(({ name }) => name)));
    const id = randomUUID();
    const settings = { institution, role: plan.role, purpose: null, person: null, actor: `import:${id}`, request: id };
    return await database.alone(`${institution}/${kind}`, async () => {
      await database.createTemporary([...stagingTables(checker.columns), ...writer.tables]);
      await noteStart(database, settings, {
        id,
        institution,
        kind,
        sha256: survey.sha256,
        exportedAt: options.exportedAt,
      });
      const rejected = new RejectedRows(rejectedFileOf(file, options.dryRun), header, delimiter);
      const leftAlone = new RejectedRows(leftAloneFileOf(file, options.dryRun), header, delimiter);
      await rejected.clear();
      await leftAlone.clear();
      const run = new FileRun(database, settings, checker, writer, rejected, leftAlone);
      try {
        await run.stream(rows, options.batchRows ?? BATCH_ROWS, () =>
          options.onProgress?.(bytesRead, survey.bytes, run.counts.rows),
        );
        await noteEnd(database, settings, id, run.counts);
        options.onProgress?.(survey.bytes, survey.bytes, run.counts.rows);
        return run.counts;
      } finally {
        await rejected.close();
        await leftAlone.close();
      }
    });
  } finally {
    await rows.return();
  }
}

/** One pass over the rows of a file. */
class FileRun {
  readonly counts: RowCounts = {
    rows: 0,
    inserted: 0,
    updated: 0,
    unchanged: 0,
    leftAlone: 0,
    incomplete: 0,
    rejected: 0,
  };

  constructor(
    private readonly database: ImportDatabase,
    private readonly settings: SessionSettings,
    private readonly checker: RowChecker,
    private readonly writer: BatchWriter,
    private readonly rejected: RejectedRows,
    private readonly leftAlone: RejectedRows,
  ) {}

  /** Reads and checks a batch while PostgreSQL writes the one before, and never more than that. */
  async stream(rows: AsyncIterable<SourceRow>, batchRows: number, onBatch: () => void): Promise<void> {
    let writing: Promise<void> = Promise.resolve();
    let [batch, written] = [new RowBatch(batchRows), new RowBatch(batchRows)];
    const flush = async (): Promise<void> => {
      await writing;
      onBatch();
      [batch, written] = [written, batch];
      batch.clear();
      writing = this.write(written);
      // It is awaited with the next batch; until then a failure must not count as unhandled.
      writing.catch(() => undefined);
    };
    try {
      for await (const row of rows) {
        batch.add(row, this.checker.check(row.cells, row.mayBeCut));
        if (batch.isFull) await flush();
      }
    } finally {
      // Where the file cannot be read on, what was read before still lands.
      await flush();
      await writing;
    }
  }

  private async write(batch: RowBatch): Promise<void> {
    const { goodLines } = batch;
    const outcome = await this.database.transaction(this.settings, async (client) => {
      // A dry run is one transaction: it would keep erasures waiting until its end, and writes nothing.
      if (!this.database.isDryRun) await client.query(WHILE_NOTHING_IS_ERASED, [this.settings.institution]);
      await client.query(WITHIN_RUN, [this.settings.request]);
      await stage(client, this.checker.columns, batch.copyText);
      return writeStaged(client, this.writer, this.settings, goodLines);
    });
    const incomplete = batch.countIncomplete(outcome.rejected);
    const rejected = (await this.rejected.add(batch.rejected(outcome.rejected))) - incomplete;
    const leftAlone = await this.leftAlone.add(batch.told(outcome.leftAlone));
    const { counts } = this;
    counts.rows += batch.size;
    counts.inserted += outcome.inserted;
    counts.updated += outcome.updated;
    counts.leftAlone += leftAlone;
    counts.incomplete += incomplete;
    counts.rejected += rejected;
    counts.unchanged += batch.size - rejected - outcome.inserted - outcome.updated;
  }
}

async function loadMapping(file: string, { columns }: ImportPlan): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const { code } = (error ?? {}) as { code?: string };
    const isMissing = code === 'ENOENT';
    throw new ImportError(
      isMissing ? 'FILE_NOT_FOUND' : 'FILE_NOT_READABLE',
      `${file} cannot be read (${code ?? ''}).`,
    );
  });
  return readMapping(text, file, columns);
}
