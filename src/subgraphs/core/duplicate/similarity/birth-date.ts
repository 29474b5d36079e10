import { isCompatible, isWholeDay } from '../../../../platform/partial-date';

/** How two days of birth agree; null where they do not. From the strongest to the weakest. */
export type BirthDateAgreement =
  | 'BIRTH_DATE'
  | 'BIRTH_DATE_SWAPPED'
  | 'BIRTH_DATE_ONE_DIGIT'
  | 'BIRTH_DATE_ESTIMATED'
  | 'BIRTH_MONTH'
  | 'BIRTH_YEAR'
  | 'BIRTH_YEAR_TRANSCRIBED';

/**
 * 1 January: what offices enter for people who do not know their day of birth, or who come from a country that records
 * the year alone.
 */
export function isEstimated(day: string): boolean {
  return day.slice(5) === '01-01';
}

/**
 * Compares two days of birth, of which month or day may be unknown (EDTF level 0). What is unknown agrees with everything and
 * proves nothing: two who are born in one year may be born on one day.
 */
export function compareBirthDates(a: string, b: string): BirthDateAgreement | null {
  const sameYear = a.slice(0, 4) === b.slice(0, 4);
  const estimated = isEstimated(a) || isEstimated(b);
  if (isWholeDay(a) && isWholeDay(b)) {
    if (a === b) return estimated ? 'BIRTH_DATE_ESTIMATED' : 'BIRTH_DATE';
    if (sameYear && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7)) return 'BIRTH_DATE_SWAPPED';
    if (!estimated && differentDigits(a, b) === 1) return 'BIRTH_DATE_ONE_DIGIT';
  }
  const known = Math.min(a.length, b.length);
  if (sameYear && estimated) return 'BIRTH_YEAR';
  if (isCompatible(a, b)) return known > 4 ? 'BIRTH_MONTH' : 'BIRTH_YEAR';
  // Behind the year, as far as both know it.
  const sameDay = estimated || a.slice(4, known) === b.slice(4, known);
  return sameDay && isTranscribed(a.slice(0, 4), b.slice(0, 4)) ? 'BIRTH_YEAR_TRANSCRIBED' : null;
}

/**
 * Whether one year can have become the other on its way from paper to paper: a digit is wrong or two have changed places, or
 * another calendar, whose year begins in spring or autumn, was converted to the one or the other of two years.
 */
function isTranscribed(a: string, b: string): boolean {
  const different = [...a].flatMap((digit, index) => (digit === b[index] ? [] : index));
  const swapped =
    different.length === 2 &&
    different[1] === different[0]! + 1 &&
    a[different[0]!] === b[different[1]] &&
    a[different[1]] === b[different[0]!];
  return different.length === 1 || swapped || Math.abs(Number(a) - Number(b)) === 1;
}

function differentDigits(a: string, b: string): number {
  return [...a].filter((digit, index) => digit !== b[index]).length;
}
