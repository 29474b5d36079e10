import { addDays, daysBetween, isWorkingDay, type IsoDate } from '../calendar';
import type { PublishedFigures } from '../figures';
import { ISSUERS, type Issuer, type Partner } from '../institutions';
import { NEWCOMER_COUNTRIES } from '../names';
import { adultBirthDate, makePerson } from '../people/make-person';
import { isAtLeast, type Household, type Person } from '../people/person';
import { Random } from '../random';
import { BOOKLET_PLAN } from './plan';

/** Somebody who accepted a booklet (Begleitheft). */
export interface Carrier {
  readonly bookletNumber: string;
  readonly person: Person;
  readonly issuer: Issuer;
  readonly issuedOn: IsoDate;
  /** Where the person is known, the issuer first. */
  readonly institutions: readonly Partner[];
  readonly careLeaver: boolean;
}

/** All households that can carry a booklet; the appointed ones, among the newcomers, carry the first booklets. */
export interface Population {
  readonly newcomers: readonly Household[];
  readonly appointed: readonly Household[];
  readonly earlierResidents: readonly Household[];
}

/** Days of issue over the pilot period, one for each booklet; each institution's numbers ascend with time. */
function issueDays(pilot: PublishedFigures['booklet']): IsoDate[] {
  const days = Math.floor(pilot.pilotMonths * 30.1);
  return ISSUERS.flatMap((issuer) => {
    const count = BOOKLET_PLAN.filter((booklet) => booklet.issuer === issuer).length;
    return Array.from({ length: count }, (_, index) => {
      let day = addDays(pilot.pilotStart, Math.floor((days * (index + 0.2)) / count));
      while (!isWorkingDay(day)) day = addDays(day, 1);
      return day;
    });
  });
}

/** Chooses the carriers: "new arrivals accept it readily", so most of them registered in the weeks before. */
export function chooseCarriers(
  { newcomers, appointed, earlierResidents }: Population,
  pilot: PublishedFigures['booklet'],
): Carrier[] {
  const random = new Random('booklet carriers');
  const days = issueDays(pilot);
  const taken = new Set<Household>(appointed);
  const choose = (careLeaver: boolean, issuedOn: IsoDate): Household => {
    const fits = (household: Household): boolean => {
      if (careLeaver) return household.route === 'UNACCOMPANIED_MINOR';
      const days = daysBetween(household.registeredOn, issuedOn);
      return household.departure === undefined && days >= 3 && days <= 63;
    };
    const household = random.pick(
      (careLeaver ? earlierResidents : newcomers).filter((candidate) => !taken.has(candidate) && fits(candidate)),
    );
    taken.add(household);
    return household;
  };
  return BOOKLET_PLAN.map(({ issuer, others, careLeaver }, index) => {
    const issuedOn = days[index] ?? pilot.pilotStart;
    const institutions: Partner[] = [issuer, ...others];
    const carrier = { bookletNumber: bookletNumber(index + 1), issuer, issuedOn, institutions, careLeaver };
    const head = appointed[index]?.members[0]?.person;
    if (head !== undefined) return { ...carrier, person: head };
    if (!institutions.includes('city')) return { ...carrier, person: unknownToTheCity(random, issuedOn) };
    const adults = choose(careLeaver, issuedOn)
      .members.map((member) => member.person)
      .filter((person) => isAtLeast(person, 18, issuedOn));
    return { ...carrier, person: random.pick(adults) };
  });
}

/** `RH-0001` for 1. */
function bookletNumber(sequence: number): string {
  return `RH-${String(sequence).padStart(4, '0')}`;
}

function unknownToTheCity(random: Random, on: IsoDate): Person {
  return makePerson(random, {
    country: random.pickWeighted(NEWCOMER_COUNTRIES),
    sex: random.chance(0.5) ? 'FEMALE' : 'MALE',
    birthDate: adultBirthDate(random, on),
  });
}
