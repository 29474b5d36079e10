export const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How the rows of a CSV file are set apart. */
export interface Layout {
  readonly delimiter: Delimiter;
  /** True where the first line names the delimiter (`sep=;`), as spreadsheets want it, and no columns. */
  readonly hasDelimiterLine: boolean;
  /** Old software of the Macintosh ends lines with carriage returns alone. */
  readonly isReturnAlone: boolean;
}

/**
 * The layout of a CSV file, told from its beginning. A first line `sep=…` says the delimiter; else it is the sign that stands
 * most often in the header outside of quotes. German office software writes `;`, because `,` is its decimal sign; a
 * header of one column therefore counts as `;`.
 */
export function detectLayout(start: string): Layout {
  const head = start.replace(/^\ufeff/, '');
  const isReturnAlone = /^[^\n]*\r(?!\n)/.test(unquoted(head)) && !unquoted(head).includes('\n');
  const told = /^"?sep=([;,\t|])"?[;,\t|]*[\r\n]/i.exec(head)?.[1];
  const hasDelimiterLine = told !== undefined;
  return { delimiter: hasDelimiterLine ? (told as Delimiter) : detectDelimiter(head), hasDelimiterLine, isReturnAlone };
}

/** The delimiter alone, from the header. */
function detectDelimiter(head: string): Delimiter {
  const [header = ''] = unquoted(head)
    .split(/[\r\n]/)
    .filter((line) => line.trim() !== '');
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length - 1);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

/** A text without what stands in quotes; line breaks and delimiters there mean nothing. */
function unquoted(text: string): string {
  return text.replace(/"[^"]*("|$)/g, '');
}
