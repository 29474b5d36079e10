import { workingDay, type IsoDate } from '../calendar';
import { AFGHANISTAN, ERITREA, INDIA, IRAQ, KAZAKHSTAN, MOROCCO, SYRIA, type Country } from '../names';
import { Random } from '../random';
import { makeCouple, makeFamily, makeSingle } from './make-household';
import { birthDate, makePerson } from './make-person';
import type { Household, Member, Route, Sex } from './person';

const REFUGEE_COUNTRIES = [SYRIA, SYRIA, AFGHANISTAN, ERITREA, IRAQ];

interface Group {
  readonly route: Route;
  readonly households: number;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly countries: readonly Country[];
  readonly members: (random: Random, country: Country, on: IsoDate) => Member[];
}

const single = (random: Random, country: Country, on: IsoDate): Member[] =>
  makeSingle(random, { country, on }, anySex(random));

/** People whom the published table leaves out or who came before it: all registered before August 2018. */
const GROUPS: readonly Group[] = [
  {
    route: 'UNACCOMPANIED_MINOR',
    households: 14,
    from: '2015-09-01',
    to: '2016-12-31',
    countries: [AFGHANISTAN, SYRIA, ERITREA, IRAQ],
    members: youngPerson,
  },
  {
    route: 'REFUGEE',
    households: 6,
    from: '2015-10-01',
    to: '2017-12-31',
    countries: REFUGEE_COUNTRIES,
    members: (random, country, on) => makeFamily(random, { country, on }, 4),
  },
  {
    route: 'REFUGEE',
    households: 8,
    from: '2015-10-01',
    to: '2018-05-31',
    countries: REFUGEE_COUNTRIES,
    members: single,
  },
  {
    route: 'ETHNIC_GERMAN_RESETTLER',
    households: 2,
    from: '2014-03-01',
    to: '2017-10-31',
    countries: [KAZAKHSTAN],
    members: (random, country, on) => makeCouple(random, { country, on, nationality: 'DE' }),
  },
  {
    route: 'LABOUR_MIGRATION',
    households: 6,
    from: '2016-02-01',
    to: '2018-06-30',
    countries: [INDIA],
    members: single,
  },
  { route: 'STUDY', households: 4, from: '2016-09-01', to: '2017-10-31', countries: [MOROCCO, INDIA], members: single },
];

/** Formerly unaccompanied minors (eUMA): under 18 when they registered, young adults in 2019. */
function youngPerson(random: Random, country: Country): Member[] {
  const person = makePerson(random, {
    country,
    sex: random.chance(0.85) ? 'MALE' : 'FEMALE',
    birthDate: birthDate(random, '2019-01-01', 18, 19),
  });
  return [{ person, relationship: 'HEAD' }];
}

function anySex(random: Random): Sex {
  return random.chance(0.6) ? 'MALE' : 'FEMALE';
}

/** The 60 persons who live in Rheine for longer, in order of registration. */
export function earlierResidents(): Household[] {
  const random = new Random('earlier residents');
  const households = GROUPS.flatMap((group) =>
    Array.from({ length: group.households }, (): Household => {
      const country = random.pick(group.countries);
      const registeredOn = workingDay(random, group.from, group.to);
      const members = group.members(random, country, registeredOn);
      const kind = members.length > 2 ? 'FAMILY' : members.length === 2 ? 'COUPLE' : 'SINGLE';
      return { kind, members, route: group.route, previousCountry: country.code, registeredOn };
    }),
  );
  return households.sort((a, b) => (a.registeredOn < b.registeredOn ? -1 : Number(a.registeredOn > b.registeredOn)));
}
