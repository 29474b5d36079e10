/** A day, in milliseconds. */
export const DAY = 86_400_000;

/** Days from one calendar day to another. */
export function daysBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / DAY;
}

/** The day of the calendar in Germany at a moment, `YYYY-MM-DD`. */
export function dayInGermany(moment: Date): string {
  return IN_GERMANY.format(moment);
}

/** Swedes write days as ISO 8601 does. */
const IN_GERMANY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });
