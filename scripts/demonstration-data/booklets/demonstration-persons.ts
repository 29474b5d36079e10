import { POLAND, ROMANIA, SYRIA, type Country } from '../names';
import { makeFamily, makeSingle } from '../people/make-household';
import { routeFrom } from '../people/newcomers';
import type { Household, HouseholdKind, Member, Sex } from '../people/person';
import { Random } from '../random';

/** A person whom README, examples and tests name, see data/rheine/README.md. */
interface DemonstrationPerson {
  readonly givenName: string;
  readonly familyName: string;
  readonly sex: Sex;
  readonly country: Country;
  readonly kind: Exclude<HouseholdKind, 'COUPLE'>;
  /** Month of registration. */
  readonly month: string;
}

/** The carriers of RH-0001, RH-0002 and RH-0003. */
const DEMONSTRATION_PERSONS: readonly DemonstrationPerson[] = [
  { givenName: 'Ileana', familyName: 'Florescu', sex: 'FEMALE', country: ROMANIA, kind: 'FAMILY', month: '2018-09' },
  { givenName: 'Łukasz', familyName: 'Zieliński', sex: 'MALE', country: POLAND, kind: 'SINGLE', month: '2018-10' },
  { givenName: 'Salma', familyName: 'Darwisch', sex: 'FEMALE', country: SYRIA, kind: 'FAMILY', month: '2018-10' },
];

/** Known at Caritas alone, without booklet. */
export const CARITAS_ONLY = { givenName: 'Arbnor', familyName: 'Gjonbalaj' } as const;

/**
 * Puts the demonstration persons into the place of newcomers of the same month, kind and size of household (and sex of
 * a single), so that the published figures stay as they are.
 * @returns the newcomers with them, and their households in the order of their booklets
 */
export function withDemonstrationPersons(newcomers: readonly Household[]): {
  readonly newcomers: readonly Household[];
  readonly appointed: readonly Household[];
} {
  const all = [...newcomers];
  const appointed = DEMONSTRATION_PERSONS.map((wanted) => {
    const place = all.findIndex((household) => canBeReplaced(household, wanted));
    const former = all[place];
    if (former === undefined) throw new Error(`No household of ${wanted.month} can make room for ${wanted.givenName}.`);
    const household: Household = {
      ...former,
      members: membersFor(wanted, former),
      route: routeFrom(wanted.country),
      previousCountry: wanted.country.code,
    };
    all[place] = household;
    return household;
  });
  return { newcomers: all, appointed };
}

function canBeReplaced(household: Household, { kind, month, sex }: DemonstrationPerson): boolean {
  return (
    household.kind === kind &&
    household.registeredOn.startsWith(month) &&
    household.departure === undefined &&
    (kind !== 'FAMILY' || household.members.length >= 3) &&
    (kind !== 'SINGLE' || household.members[0]?.person.sex === sex)
  );
}

function membersFor(wanted: DemonstrationPerson, { members, registeredOn }: Household): readonly Member[] {
  const random = new Random(`household of ${wanted.givenName} ${wanted.familyName}`);
  const arrival = { country: wanted.country, on: registeredOn };
  const family = wanted.country.family.find(({ male }) => male === wanted.familyName);
  for (;;) {
    const made =
      wanted.kind === 'FAMILY'
        ? makeFamily(random, arrival, members.length, family)
        : makeSingle(random, arrival, wanted.sex, family);
    const head = made[0]?.person;
    if (head?.sex !== wanted.sex) continue;
    head.givenName = wanted.givenName;
    return made;
  }
}
