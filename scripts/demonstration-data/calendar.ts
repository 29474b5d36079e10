import type { Random } from './random';

/** A day as `2018-08-01`. Such texts sort and compare like the days they name. */
export type IsoDate = string;

const DAY = 86_400_000;

/** The day `days` days later (earlier if negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Days from the first date to the second; negative if the second lies before the first. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY;
}

/** The last day of a month given as `2018-08`. */
export function lastOfMonth(month: string): IsoDate {
  return addDays(`${addDays(`${month}-28`, 4).slice(0, 7)}-01`, -1);
}

/** The first day of the month that lies `months` months after the one of the date. */
export function firstOfMonth(date: IsoDate, months = 0): IsoDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

/** Public holidays of North Rhine-Westphalia (section 2 FeiertagsG NW) in the months of the pilot. */
const HOLIDAYS = [
  ...['2018-10-03', '2018-11-01', '2018-12-25', '2018-12-26', '2019-01-01', '2019-04-19', '2019-04-22', '2019-05-01'],
  ...['2019-05-30', '2019-06-10', '2019-06-20'],
];

/** Whether offices are open on that day: Monday to Friday, no holiday of the months of the pilot. */
export function isWorkingDay(date: IsoDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.includes(date);
}

/** A random working day in the period; both ends are possible. */
export function workingDay(random: Random, from: IsoDate, to: IsoDate): IsoDate {
  const days: IsoDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day)) days.push(day);
  }
  return random.pick(days);
}

export function earlier(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}

export function later(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}
