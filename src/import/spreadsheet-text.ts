/** A cell that begins so is a formula to a spreadsheet, unless it is nothing but a number. */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/;
const NEGATIVE = /^-\d+(?:[.,]\d+)*$/;

/** What a spreadsheet takes for a number, a date, a time or a power, and writes in its own way when it saves the file. */
const REWRITTEN = /^[+-]?\d[\d.,:/+\-e ]*$/i;

/** Of those, what means the same afterwards: numbers without leading zeros that it does not shorten, and days. */
const SAFE = /^(?:-?(?:0|[1-9]\d{0,10})(?:,\d{1,4})?|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d)$/;

/**
 * A cell of a file that is opened and saved in spreadsheets: what would run as a formula (OWASP, CSV injection), or lose its
 * zeros or its form as a number, begins with an apostrophe.
 */
export function forSpreadsheet(cell: string): string {
  const isHarmed = (FORMULA.test(cell) && !NEGATIVE.test(cell)) || (REWRITTEN.test(cell) && !SAFE.test(cell));
  return isHarmed ? `'${cell}` : cell;
}

/** What a spreadsheet means by a cell: `="00123"` and `'00123` are the text 00123, `'=x` the text =x; `'s-Gravenhage` stays. */
export function fromSpreadsheet(cell: string): string {
  const isMarked = /^'+\d/.test(cell) || (cell.startsWith("'") && FORMULA.test(cell.replace(/^'+/, '')));
  const text = isMarked ? cell.slice(1) : cell;
  return /^="((?:[^"]|"")*)"$/.exec(text.trim())?.[1]?.replaceAll('""', '"') ?? text;
}
