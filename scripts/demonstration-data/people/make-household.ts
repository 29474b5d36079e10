import { later, type IsoDate } from '../calendar';
import type { Country, FamilyName } from '../names';
import type { Random } from '../random';
import { adultBirthDate, birthDate, makeAddress, makePerson, makePhone, type PersonTraits } from './make-person';
import type { Member, Person, Sex } from './person';

interface Arrival {
  readonly country: Country;
  readonly on: IsoDate;
  readonly nationality?: string;
}

/** Traits that the members of a household share. */
function shared(random: Random, arrival: Arrival): Pick<PersonTraits, 'country' | 'nationality' | 'address' | 'phone'> {
  return {
    country: arrival.country,
    nationality: arrival.nationality,
    address: makeAddress(random),
    phone: random.chance(0.8) ? makePhone(random) : undefined,
  };
}

export function makeSingle(random: Random, arrival: Arrival, sex: Sex, familyName?: FamilyName): Member[] {
  const person = makePerson(random, {
    ...shared(random, arrival),
    familyName,
    sex,
    birthDate: adultBirthDate(random, arrival.on),
  });
  return [{ person, relationship: 'HEAD' }];
}

/** Two adults; two in three carry the same name. */
export function makeCouple(random: Random, arrival: Arrival): Member[] {
  const common = shared(random, arrival);
  const familyName = random.chance(0.66) ? random.pick(arrival.country.family) : undefined;
  const sexes = random.pickWeighted<readonly [Sex, Sex]>([
    [['MALE', 'FEMALE'], 60],
    [['FEMALE', 'MALE'], 36],
    [['FEMALE', 'FEMALE'], 2],
    [['MALE', 'MALE'], 2],
  ]);
  return sexes.map((sex, index) => ({
    person: makePerson(random, { ...common, sex, familyName, birthDate: adultBirthDate(random, arrival.on) }),
    relationship: index === 0 ? 'HEAD' : 'PARTNER',
  }));
}

/** A family of the given size: one or two parents, their children, now and then a grandmother. */
export function makeFamily(random: Random, arrival: Arrival, size: number, name?: FamilyName): Member[] {
  const common = { ...shared(random, arrival), familyName: name ?? random.pick(arrival.country.family) };
  const adult = (sex: Sex, youngest: number, oldest: number): Person =>
    makePerson(random, { ...common, sex, birthDate: birthDate(random, arrival.on, youngest, oldest) });
  const headIsWoman = size === 2 || random.chance(0.6);
  const members: Member[] = [{ person: adult(headIsWoman ? 'FEMALE' : 'MALE', 27, 44), relationship: 'HEAD' }];
  if (size > 2 && random.chance(0.8)) {
    members.push({ person: adult(headIsWoman ? 'MALE' : 'FEMALE', 27, 44), relationship: 'PARTNER' });
  }
  const youngestParent = members.map(({ person }) => person.birthDate).reduce(later);
  const oldestChild = Math.min(16, Number(arrival.on.slice(0, 4)) - Number(youngestParent.slice(0, 4)) - 20);
  if (size > 4 && random.chance(0.25)) members.push({ person: adult('FEMALE', 63, 74), relationship: 'OTHER' });
  while (members.length < size) {
    const sex = random.chance(0.5) ? 'FEMALE' : 'MALE';
    const child = makePerson(
      random,
      { ...common, sex, birthDate: birthDate(random, arrival.on, 0, oldestChild) },
      true,
    );
    // Nobody gives two children, or mother and daughter, the same name.
    const isTaken = members.some(({ person }) => person.givenName === child.givenName);
    if (!isTaken) members.push({ person: child, relationship: 'CHILD' });
  }
  return members;
}
