import { addDays, earlier, workingDay } from '../calendar';
import { DEPARTURE_COHORT, type PublishedFigures } from '../figures';
import { Random } from '../random';
import type { Destination, Household, HouseholdKind } from './person';

/** "Some to other German cities, most to the country of origin"; the report gives no counts. */
const HOUSEHOLD_DESTINATIONS: readonly (readonly [Destination, number])[] = [
  ['COUNTRY_OF_ORIGIN', 75],
  ['OTHER_GERMAN_CITY', 25],
];
const SINGLE_DESTINATIONS: readonly (readonly [Destination, number])[] = [
  ['COUNTRY_OF_ORIGIN', 55],
  ['OTHER_GERMAN_CITY', 25],
  ['OTHER_COUNTRY', 8],
  ['UNKNOWN', 12],
];
const SINGLES_WHO_LEAVE = 48;

/**
 * Lets as many families and couples of the cohort leave by the day of the count as the city published. Some more
 * leave that the published count must not include: after that day, from later months, and singles.
 */
export function letSomeLeave(newcomers: readonly Household[], departures: PublishedFigures['departures']): void {
  const random = new Random('departures');
  const { asOf } = departures;
  const inCohort = (household: Household): boolean => {
    const month = household.registeredOn.slice(0, 7);
    return month >= DEPARTURE_COHORT.from && month <= DEPARTURE_COHORT.to;
  };
  const staying = (kind: HouseholdKind, cohort: boolean): Household[] =>
    random.shuffled(newcomers.filter((h) => h.kind === kind && inCohort(h) === cohort && h.departure === undefined));
  const leave = (households: readonly Household[], latest: string, earliest = '2018-09-03'): void => {
    for (const household of households) {
      const afterArrival = earlier(addDays(household.registeredOn, 30), addDays(latest, -7));
      household.departure = {
        on: workingDay(random, afterArrival > earliest ? afterArrival : earliest, latest),
        destination: random.pickWeighted(household.kind === 'SINGLE' ? SINGLE_DESTINATIONS : HOUSEHOLD_DESTINATIONS),
      };
    }
  };
  leave(staying('FAMILY', true).slice(0, departures.leftFamilies), asOf);
  leave(staying('COUPLE', true).slice(0, departures.leftCouples), asOf);
  leave(staying('FAMILY', true).slice(0, 3), '2019-12-20', addDays(asOf, 1));
  leave(staying('COUPLE', true).slice(0, 2), '2019-12-20', addDays(asOf, 1));
  leave(staying('FAMILY', false).slice(0, 2), asOf);
  leave(staying('COUPLE', false).slice(0, 3), asOf);
  leave(random.shuffled(newcomers.filter((h) => h.kind === 'SINGLE')).slice(0, SINGLES_WHO_LEAVE), '2019-06-28');
}
