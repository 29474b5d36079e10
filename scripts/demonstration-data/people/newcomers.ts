import { lastOfMonth, workingDay } from '../calendar';
import type { MonthFigures } from '../figures';
import { NEWCOMER_COUNTRIES, type Country } from '../names';
import { Random } from '../random';
import { makeCouple, makeFamily, makeSingle } from './make-household';
import type { Household, HouseholdKind, Member, Route, Sex } from './person';

const LARGEST_FAMILY = 7;

/** Sizes of the families of a month: three or more persons each, or two where the published sum leaves no other way. */
function familySizes(random: Random, month: MonthFigures): number[] {
  const persons = month.personsInFamiliesAndCouples - 2 * month.couples;
  const smallest: number = persons >= 3 * month.families ? 3 : 2;
  const sizes = Array.from({ length: month.families }, () => smallest);
  for (let left = persons - smallest * month.families; left > 0; left -= 1) {
    const open = sizes.map((_, index) => index).filter((index) => (sizes[index] ?? 0) < LARGEST_FAMILY);
    const index = random.pick(open);
    sizes[index] = (sizes[index] ?? 0) + 1;
  }
  return sizes;
}

/**
 * The households that registered in a month, in order of registration: EU citizens and family reunification, as many
 * of each kind, and as many women and men among the singles, as the city published.
 */
export function newcomersOfMonth(month: MonthFigures): Household[] {
  const random = new Random(`newcomers ${month.month}`);
  const arrive = (kind: HouseholdKind, make: (country: Country, on: string) => Member[]): Household => {
    const country = random.pickWeighted(NEWCOMER_COUNTRIES);
    const on = workingDay(random, `${month.month}-01`, lastOfMonth(month.month));
    return {
      kind,
      members: make(country, on),
      route: routeFrom(country),
      previousCountry: random.chance(0.07) ? random.pick(['AT', 'BE', 'ES', 'FR', 'IT', 'NL']) : country.code,
      registeredOn: on,
    };
  };
  const single = (sex: Sex): Household => arrive('SINGLE', (country, on) => makeSingle(random, { country, on }, sex));
  const households = [
    ...familySizes(random, month).map((size) =>
      arrive('FAMILY', (country, on) => makeFamily(random, { country, on }, size)),
    ),
    ...repeat(month.couples, () => arrive('COUPLE', (country, on) => makeCouple(random, { country, on }))),
    ...repeat(month.singlesMale, () => single('MALE')),
    ...repeat(month.singlesFemale, () => single('FEMALE')),
  ];
  return random.shuffled(households).sort((a, b) => compare(a.registeredOn, b.registeredOn));
}

/** The route (Zuwanderungsart) of people who come from that country outside of refugee accommodation. */
export function routeFrom(country: Country): Route {
  return country.europeanUnion ? 'EU_MOBILITY' : 'FAMILY_REUNIFICATION';
}

function repeat<T>(times: number, make: () => T): T[] {
  return Array.from({ length: times }, make);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
