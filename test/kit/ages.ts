/** Today, or a day from today, in Germany (ISO 8601). */
export function dayInGermany(daysFromNow = 0): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(
    new Date(Date.now() + daysFromNow * 86_400_000),
  );
}

/** The birth date of somebody who is so old on a day that many days from today, in Germany; today if left out. */
export function bornYearsAgo(years: number, daysFromNow = 0): string {
  const [year, month, day] = dayInGermany(daysFromNow).split('-');
  // 28 February stands for the 29th, which not every year has.
  return `${Number(year) - years}-${month}-${month === '02' && day === '29' ? '28' : day}`;
}
