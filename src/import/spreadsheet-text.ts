/** A cell that begins so is a formula to a spreadsheet, unless it is nothing but a number. */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/;

/** A cell of a file that is opened in spreadsheets: what would run as a formula begins with an apostrophe (OWASP, CSV injection). */
export function forSpreadsheet(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

/** What a spreadsheet means by a cell: `="00123"` and `'00123` are the text 00123, `'=x` the text =x; `'s-Gravenhage` stays. */
export function fromSpreadsheet(cell: string): string {
  const isMarked = /^'+\d/.test(cell) || (cell.startsWith("'") && FORMULA.test(cell.replace(/^'+/, '')));
  const text = isMarked ? cell.slice(1) : cell;
  return /^="((?:[^"]|"")*)"$/.exec(text.trim())?.[1]?.replaceAll('""', '"') ?? text;
}
