import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { decodeStream } from 'iconv-lite';
import type { Layout } from './delimiter';
import type { SourceEncoding } from './encodings';
import { ImportError } from './import-error';

/** A row as it stands in the file. */
export interface SourceRow {
  /** Line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The last row of a file that ends without a line end: nobody can tell whether it is whole. */
  readonly mayBeCut?: boolean;
}

/** More than any row of an import can hold; without a limit one forgotten quotation mark would swallow the file. */
const LONGEST_ROW = 1_000_000;

/** Small, because what is read ahead waits too: rows of a larger chunk would live long enough to move to the old part of the heap. */
const CHUNK = 1 << 14;

/**
 * Streams the rows of a CSV file, the header first; blank lines are read over, and so is a first line that names the
 * delimiter. The file is read no faster than the rows are taken, so memory does not grow with it.
 * @param onBytes is told how many bytes of the file have been read
 * @throws ImportError QUOTE_NOT_CLOSED, while iterating
 */
export async function* readRows(
  file: string,
  {
    encoding,
    delimiter,
    hasDelimiterLine,
    isReturnAlone,
    mayBeCut,
  }: Layout & { encoding: SourceEncoding; mayBeCut: boolean },
  onBytes: (bytes: number) => void,
): AsyncGenerator<SourceRow, void, void> {
  const source = createReadStream(file, { highWaterMark: CHUNK });
  const input = encoding === 'utf-8' ? source : source.pipe(decodeStream(encoding));
  // How many rows stand before one that does not end.
  let sound = Infinity;
  const parser = parse({
    delimiter,
    bom: true,
    record_delimiter: isReturnAlone ? ['\r'] : ['\r\n', '\n'],
    relax_column_count: true,
    // `Haus "Sonne"` without doubled quotes is one bad cell at worst, and no reason to refuse the file.
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
    // An error would throw away the rows that were parsed and not yet taken, so it is kept until they are.
    skip_records_with_error: true,
    on_skip() {
      if (sound < Infinity) return undefined;
      sound = parser.info.records;
      input.unpipe(parser);
      if (!parser.writableEnded) parser.end();
      return undefined;
    },
  });
  // pipe() forwards no errors, and a parser that waits for more would wait for ever.
  source.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let line = 1;
  let count = 0;
  // The row before is held back only where something is to be said of the last.
  let held: SourceRow | null = null;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (count >= sound) break;
      count += 1;
      // Spreadsheets end their exports with lines of nothing but delimiters.
      const isBlank = cells.every((cell) => cell.trim() === '');
      if (held) yield held;
      held = null;
      if (!isBlank && !(hasDelimiterLine && count === 1)) {
        onBytes(source.bytesRead);
        if (mayBeCut) held = { line, cells };
        else yield { line, cells };
      }
      line += 1 + lineBreaks(cells, isReturnAlone ? '\r' : '\n');
    }
    if (held) yield sound < Infinity ? held : { ...held, mayBeCut };
    if (sound < Infinity) throw new ImportError('QUOTE_NOT_CLOSED', `${file}: the row on line ${line} does not end.`);
  } finally {
    source.destroy();
  }
}

/** Quoted cells may span several lines. */
function lineBreaks(cells: readonly string[], sign: string): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf(sign); at !== -1; at = cell.indexOf(sign, at + 1)) count += 1;
  }
  return count;
}
