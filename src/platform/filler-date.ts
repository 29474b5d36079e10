/**
 * Days by which programs fill a column that has no day, beside whole years of them: the first days of SQL Server, Excel, Access and
 * Windows, and what a spreadsheet makes of nought (`00.01.1900`).
 */
const FIRST_DAYS: ReadonlySet<string> = new Set([
  ...['1900', '1900-00-00', '1900-01', '1900-01-00', '1900-01-01'],
  ...['1899-12-30', '1899-12-31', '1753-01-01', '1601-01-01'],
]);

/** No year (`00.00.0000`, `01.01.0001`), and the years that never come (`31.12.9999`, `31.12.2999`). */
const NO_YEAR = /^(?:0000|0001|2999|9999)(?:-\d\d){0,2}$/;

/**
 * Whether a day, or as much of it as is given, is one that exports write where there is none: no end that ever comes, no
 * beginning, no birth. None of them is a day in the life of anybody who is in the hub.
 * @param day in the form of ISO 8601, perhaps no day of the calendar
 */
export function isFillerDate(day: string): boolean {
  return NO_YEAR.test(day) || FIRST_DAYS.has(day);
}
