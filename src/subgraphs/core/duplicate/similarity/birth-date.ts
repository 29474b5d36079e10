/** How two days of birth agree; null where they do not. From the strongest to the weakest. */
export type BirthDateAgreement =
  'BIRTH_DATE' | 'BIRTH_DATE_SWAPPED' | 'BIRTH_DATE_ONE_DIGIT' | 'BIRTH_DATE_ESTIMATED' | 'BIRTH_YEAR';

/**
 * 1 January: what offices enter for people who do not know their day of birth, or who come from a country that records
 * the year alone.
 */
export function isEstimated(day: string): boolean {
  return day.slice(5) === '01-01';
}

/** Compares two days of birth (ISO 8601). */
export function compareBirthDates(a: string, b: string): BirthDateAgreement | null {
  if (a === b) return isEstimated(a) ? 'BIRTH_DATE_ESTIMATED' : 'BIRTH_DATE';
  const sameYear = a.slice(0, 4) === b.slice(0, 4);
  if (sameYear && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7)) return 'BIRTH_DATE_SWAPPED';
  if (sameYear && (isEstimated(a) || isEstimated(b))) return 'BIRTH_YEAR';
  return differentDigits(a, b) === 1 ? 'BIRTH_DATE_ONE_DIGIT' : null;
}

function differentDigits(a: string, b: string): number {
  return [...a].filter((digit, index) => digit !== b[index]).length;
}
