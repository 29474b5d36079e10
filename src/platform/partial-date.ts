/** A day of which perhaps only the year, or year and month, are known: `1990`, `1990-05`, `1990-05-17` (EDTF level 0, ISO 8601-2). */
const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether a text is a year, a month or a day of the calendar, in the form of EDTF level 0. */
export function isPartialDate(text: string): boolean {
  if (!PARTIAL_DATE.test(text)) return false;
  // 30 February has the right form and is no day: the calendar moves it to another day.
  const first = firstDay(text);
  const date = new Date(`${first}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(first);
}

/** The first day that a partial date can mean, ISO 8601. `core.first_day` says the same. */
export function firstDay(partial: string): string {
  return partial + '-01-01'.slice(partial.length - 4);
}

/** Whether a partial date says day, month and year. */
export function isWholeDay(partial: string): boolean {
  return partial.length === 10;
}

/** Every partial date that contains this one, itself first: `1990-05-17`, `1990-05`, `1990`. */
export function containing(partial: string): string[] {
  return [10, 7, 4].filter((length) => length <= partial.length).map((length) => partial.slice(0, length));
}

/** Whether two partial dates can mean the same day: the one contains the other. Symmetric. */
export function isCompatible(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/** What stands for a day or month that nobody knows: `00` in registers (XMeld, DSMeld), `XX` in EDTF level 1. */
const UNKNOWN = /^(?:00?|xx|\?\??|--)$/i;

/**
 * Reads how offices write a day of which month or day may be unknown: `17.05.1990`, `00.05.1990`, `05.1990`, `1990`,
 * `1990-05-00`, `1990-00-00`, `1990-05-XX`. A known day of an unknown month is no partial date.
 * @returns in the form of EDTF level 0; what has none of these forms stays as it is
 */
export function readPartialDate(text: string): string {
  const german = /^(?:([\dx?-]{1,2})\.)?([\dx?-]{1,2})\.(\d{4})$/i.exec(text);
  const iso = /^(\d{4})-([\dx?]{2})-([\dx?]{2})$/i.exec(text);
  const [year, month, day] = german ? [german[3]!, german[2]!, german[1] ?? '00'] : iso ? iso.slice(1) : [];
  if (year === undefined || month === undefined || day === undefined) return text;
  if (!UNKNOWN.test(day)) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return UNKNOWN.test(month) ? year : `${year}-${month.padStart(2, '0')}`;
}
