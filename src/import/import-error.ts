/** Why an import did not run, or not to its end, and what to do about it. The codes are stable. */
export const IMPORT_ERROR_CODES = {
  KIND_UNKNOWN: 'Name one of the kinds listed.',
  NOT_YOUR_KIND: 'Have the institution that keeps these records import them.',
  INSTITUTION_UNKNOWN: 'Name a partner institution of the policy.',
  FILE_NOT_FOUND: 'Check the path of the file.',
  FILE_NOT_READABLE: 'Check that it is a file and that you may read it.',
  FILE_EMPTY: 'Export the file again; its first line must name the columns.',
  ENCODING_UNSUPPORTED:
    'Export the file as CSV in UTF-8, or say in which encoding it is (--encoding, or "encoding" in the mapping).',
  ENCODING_CHANGES: 'Export the file again, as UTF-8 throughout. Nothing was imported.',
  ENCODING_UNCLEAR:
    'Export the file as UTF-8, or say in which encoding it is: --encoding, or "encoding" in the mapping. Nothing was imported.',
  FILE_CUT_OFF: 'Export or copy the file again. Nothing was imported.',
  QUOTE_NOT_CLOSED: 'Close the quotation mark, double those within a cell, and import the file again.',
  HEADER_UNKNOWN_COLUMN: 'Map the column in the mapping file, or list it there under "ignore".',
  HEADER_MISSING_COLUMN: 'Export the file with this column, or map the column that holds it.',
  HEADER_DUPLICATE_COLUMN: 'Keep one of the columns, and list the other in the mapping file under "ignore".',
  MAPPING_INVALID: 'Correct the mapping file at the lines given.',
  MANIFEST_INVALID: 'Correct the manifest at the lines given.',
  REJECTED_FILE_NOT_WRITABLE: 'Put the file into a directory in which you may write.',
  DISK_FULL: 'Make room on this disk and import the file again: what has landed is not imported twice.',
  IMPORT_RUNNING: 'Wait until the other import of this kind has ended.',
  DATABASE_UNAVAILABLE: 'Import the file again when the database is back: what has landed is not imported twice.',
  DATABASE_DISK_FULL:
    'Have room made for the database and import the file again: what has landed is not imported twice.',
  DATABASE_NOT_READY: 'Run "geleit migrate" first.',
  DATABASE_REFUSED: 'Tell the operator the code of the database.',
} as const;
export type ImportErrorCode = keyof typeof IMPORT_ERROR_CODES;

/** One thing that is wrong with a file as a whole. It never repeats a value of a row. */
export interface ImportProblem {
  readonly code: ImportErrorCode;
  /** What is wrong, with its place. */
  readonly message: string;
}

/** The import cannot run, or cannot go on. Its message is for the operator: place, reason and remedy, no value of a row. */
export class ImportError extends Error {
  /** What to do about the first problem. */
  readonly remedy: string;
  /** Everything that is wrong, where there is more than one thing. */
  readonly problems: readonly ImportProblem[];

  constructor(
    readonly code: ImportErrorCode,
    message: string,
    problems: readonly ImportProblem[] = [],
  ) {
    const codes = [...new Set([code, ...problems.map((problem) => problem.code)])];
    const remedies = codes.map((each) => `${IMPORT_ERROR_CODES[each]} (${each})`);
    super([message, ...problems.map((problem) => `  ${problem.message}`), ...remedies].join('\n'));
    this.name = 'ImportError';
    this.remedy = IMPORT_ERROR_CODES[code];
    this.problems = problems;
  }
}

/** @throws ImportError with all problems at once, under the code of the first; returns if there are none */
export function refuseAll(summary: string, problems: readonly ImportProblem[]): void {
  if (problems[0]) throw new ImportError(problems[0].code, summary, problems);
}
