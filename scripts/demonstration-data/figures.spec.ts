import { describe, expect, it } from '@jest/globals';
import { readPublishedFigures } from './figures';
import { generate } from './generate';
import { readBack, rowsOf, type LogicalRow } from './read-back';

const published = readPublishedFigures();
const files = readBack(generate());
const persons = new Map(rowsOf(files, 'persons', 'city').map((row) => [row['file_number'], row]));
const households = rowsOf(files, 'households');
const householdOf = new Map(households.map((row) => [row['file_number'], row]));
const registrations = rowsOf(files, 'registrations');

const kindOf = (row: LogicalRow): string | undefined => householdOf.get(row['file_number'])?.['household_kind'];
const householdNumbers = (rows: readonly LogicalRow[], kind: string): Set<string | undefined> =>
  new Set(
    rows.filter((row) => kindOf(row) === kind).map((row) => householdOf.get(row['file_number'])?.['household_number']),
  );

describe('newcomers of the demonstration data', () => {
  it.each(published.newcomersByMonth)('are as many in $month as the city published', (month) => {
    const rows = registrations.filter((row) => row['registered_on']?.startsWith(month.month));
    const singles = rows.filter((row) => kindOf(row) === 'SINGLE');
    const ofSex = (sex: string): number =>
      singles.filter((row) => persons.get(row['file_number'])?.['sex'] === sex).length;
    expect({
      month: month.month,
      registrations: rows.length,
      families: householdNumbers(rows, 'FAMILY').size,
      couples: householdNumbers(rows, 'COUPLE').size,
      personsInFamiliesAndCouples: rows.length - singles.length,
      singles: singles.length,
      singlesMale: ofSex('MALE'),
      singlesFemale: ofSex('FEMALE'),
    }).toEqual(month);
  });

  it('are 950, EU citizens and family reunification only', () => {
    const inMonths = registrations.filter((row) => row['registered_on']! >= '2018-08-01');
    expect(inMonths).toHaveLength(950);
    expect(new Set(inMonths.map((row) => row['route']))).toEqual(new Set(['EU_MOBILITY', 'FAMILY_REUNIFICATION']));
  });

  it('stand beside people of every other route who registered before', () => {
    const before = registrations.filter((row) => row['registered_on']! < '2018-08-01');
    expect(before).toHaveLength(60);
    expect(new Set(before.map((row) => row['route']))).toEqual(
      new Set(['REFUGEE', 'UNACCOMPANIED_MINOR', 'ETHNIC_GERMAN_RESETTLER', 'LABOUR_MIGRATION', 'STUDY']),
    );
  });

  it('live in families of two or more, in couples of two, or alone', () => {
    const sizes = (kind: string): number[] => {
      const numbers = households.filter((row) => row['household_kind'] === kind).map((row) => row['household_number']);
      return [...new Set(numbers)].map((number) => numbers.filter((other) => other === number).length);
    };
    expect(Math.min(...sizes('FAMILY'))).toBe(2);
    expect(new Set(sizes('COUPLE'))).toEqual(new Set([2]));
    expect(new Set(sizes('SINGLE'))).toEqual(new Set([1]));
  });
});

describe('departures of the demonstration data', () => {
  const cohort = registrations.filter(
    (row) => row['registered_on']! >= '2018-08-01' && row['registered_on']! <= '2018-12-31',
  );
  const left = cohort.filter((row) => (row['deregistered_on'] ?? '9999') <= published.departures.asOf);

  it('are counted among as many families and couples as the city published', () => {
    expect(householdNumbers(cohort, 'FAMILY').size).toBe(published.departures.arrivedFamilies);
    expect(householdNumbers(cohort, 'COUPLE').size).toBe(published.departures.arrivedCouples);
  });

  it.each([
    ['FAMILY', published.departures.leftFamilies],
    ['COUPLE', published.departures.leftCouples],
  ])('of kind %s are %i households, with all their members', (kind, expected) => {
    const numbers = householdNumbers(left, kind);
    expect(numbers.size).toBe(expected);
    const membersLeft = left.filter((row) => kindOf(row) === kind);
    expect(membersLeft).toHaveLength(households.filter((row) => numbers.has(row['household_number'])).length);
  });

  it('lead mostly to the country of origin, sometimes to another German city', () => {
    const destinations = left.filter((row) => kindOf(row) !== 'SINGLE').map((row) => row['destination']);
    const home = destinations.filter((destination) => destination === 'COUNTRY_OF_ORIGIN').length;
    expect(new Set(destinations)).toEqual(new Set(['COUNTRY_OF_ORIGIN', 'OTHER_GERMAN_CITY']));
    expect(home).toBeGreaterThan(destinations.length / 2);
  });

  it('never come before the registration', () => {
    expect(registrations.filter((row) => (row['deregistered_on'] ?? '9999') <= row['registered_on']!)).toEqual([]);
  });
});

describe('booklets of the demonstration data', () => {
  const booklets = rowsOf(files, 'booklets');
  const issued = booklets.filter((row) => row['status'] === 'ISSUED');

  it('are as many as the city published, RH-0001 and on, issued by three institutions in the pilot months', () => {
    expect(issued.map((row) => row['booklet_number'])).toEqual(
      Array.from({ length: published.booklet.issuedCopies }, (_, index) => `RH-${String(index + 1).padStart(4, '0')}`),
    );
    const days = issued.map((row) => row['issued_on']!).sort();
    expect(days[0]! >= published.booklet.pilotStart).toBe(true);
    expect(days.at(-1)! <= '2019-04-30').toBe(true);
    const issuers = files.filter((file) => file.kind === 'booklets').map((file) => file.institution);
    expect(issuers).toEqual(['city', 'jobcenter', 'employment-agency']);
  });

  it('are declined by people who registered long ago or whom the city does not know', () => {
    const declined = booklets.filter((row) => row['status'] === 'DECLINED');
    expect(declined).toHaveLength(15);
    expect(new Set(declined.map((row) => row['declined_reason']))).toEqual(
      new Set(['DATA_RESERVATIONS', 'ALREADY_INFORMED']),
    );
    const registered = new Map(registrations.map((row) => [row['file_number'], row['registered_on']!]));
    expect(declined.filter((row) => (registered.get(row['file_number']) ?? '') >= '2018-08-01')).toEqual([]);
  });

  it('are carried by people whom mostly the city knows, and many of whom several institutions know', () => {
    const known = new Map(issued.map((row) => [row['booklet_number'], 1]));
    for (const row of rowsOf(files, 'persons')) {
      const number = row['booklet_number'];
      if (number !== undefined) known.set(number, (known.get(number) ?? 0) + 1);
    }
    const counts = [...known.values()];
    expect(counts.filter((count) => count >= 2).length).toBeGreaterThanOrEqual(35);
    expect(counts.filter((count) => count === 4).length).toBeGreaterThanOrEqual(8);
    const atCity = rowsOf(files, 'persons', 'city').filter((row) => row['booklet_number'] !== undefined).length;
    const byCity = rowsOf(files, 'booklets', 'city').filter((row) => row['status'] === 'ISSUED').length;
    expect(atCity + byCity).toBe(37);
  });
});

describe('language courses of the demonstration data', () => {
  const courses = rowsOf(files, 'language-courses');
  const enrolments = rowsOf(files, 'language-enrolments');
  const sizeOf = (course: LogicalRow): number =>
    enrolments.filter((row) => row['course_number'] === course['course_number']).length;

  it('are 21 offered and one planned, for every audience', () => {
    const count = (status: string): number => courses.filter((course) => course['status'] === status).length;
    expect([count('OFFERED'), count('PLANNED')]).toEqual([
      published.languageCourses.offered,
      published.languageCourses.planned,
    ]);
    expect(new Set(courses.map((course) => course['audience'])).size).toBe(6);
  });

  it('have as many participants as the city published', () => {
    const sizes = courses.filter((course) => course['status'] === 'OFFERED').map(sizeOf);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    const [above, below] = published.languageCourses.participantsMeanBetween;
    expect(Math.min(...sizes)).toBe(published.languageCourses.participantsMin);
    expect(Math.max(...sizes)).toBe(published.languageCourses.participantsMax);
    expect(mean).toBeGreaterThan(above);
    expect(mean).toBeLessThan(below);
    expect(courses.filter((course) => course['status'] === 'PLANNED').map(sizeOf)).toEqual([0]);
  });
});
