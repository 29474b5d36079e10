import { addDays, type IsoDate } from '../calendar';
import type { Country, FamilyName } from '../names';
import type { Random } from '../random';
import type { Address, Person, Sex } from './person';

const STREETS = [
  ...['Ahornweg', 'Am Sportplatz', 'Am Stadtpark', 'An der Mühle', 'Bahnhofstraße', 'Birkenallee', 'Blumenstraße'],
  ...[
    'Buchenweg',
    'Eichenstraße',
    'Erlengrund',
    'Feldstraße',
    'Finkenweg',
    'Gartenstraße',
    'Grüner Weg',
    'Hauptstraße',
  ],
  ...['Heidestraße', 'Kastanienallee', 'Kirchstraße', 'Kurze Straße', 'Lange Straße', 'Lerchenweg', 'Lindenstraße'],
  ...['Marktstraße', 'Mühlenweg', 'Nordring', 'Parkstraße', 'Ringstraße', 'Rosenweg', 'Schulstraße', 'Südstraße'],
  ...['Tulpenweg', 'Wallstraße', 'Weidenweg', 'Wiesengrund'],
];

export function makeAddress(random: Random): Address {
  const letter = random.chance(0.12) ? random.pick(['a', 'b', 'c']) : '';
  return {
    street: `${random.pick(STREETS)} ${random.integer(1, 94)}${letter}`,
    postalCode: random.pick(['48429', '48431', '48432']),
  };
}

/** Numbers that the Bundesnetzagentur keeps free for invented people: nobody's telephone rings. */
export function makePhone(random: Random): string {
  return random.chance(0.55)
    ? `0171 39200${String(random.integer(0, 99)).padStart(2, '0')}`
    : `030 23125 ${String(random.integer(0, 999)).padStart(3, '0')}`;
}

/** A day of birth for somebody whose age in years lies in the range on that day. */
export function birthDate(random: Random, on: IsoDate, youngest: number, oldest: number): IsoDate {
  const latest = addDays(`${Number(on.slice(0, 4)) - youngest}-${on.slice(5, 7)}-01`, -1);
  const earliest = addDays(`${Number(on.slice(0, 4)) - oldest - 1}-${on.slice(5, 7)}-28`, 5);
  const span = (Date.parse(latest) - Date.parse(earliest)) / 86_400_000;
  return addDays(earliest, random.integer(0, span));
}

/** Most adults who arrive are between 20 and 45. */
export function adultBirthDate(random: Random, on: IsoDate): IsoDate {
  const [youngest, oldest] = random.pickWeighted([
    [[18, 24] as const, 22],
    [[25, 34] as const, 40],
    [[35, 44] as const, 25],
    [[45, 61] as const, 13],
  ]);
  return birthDate(random, on, youngest, oldest);
}

export interface PersonTraits {
  readonly country: Country;
  readonly sex: Sex;
  readonly birthDate: IsoDate;
  readonly familyName?: FamilyName;
  readonly nationality?: string;
  readonly address?: Address;
  readonly phone?: string;
}

/** Completes a person: what is not given is drawn. Children get neither telephone nor e-mail address. */
export function makePerson(random: Random, traits: PersonTraits, child = false): Person {
  const { country, sex } = traits;
  const form = sex === 'FEMALE' || (sex !== 'MALE' && random.chance(0.5)) ? 'female' : 'male';
  const family = traits.familyName ?? random.pick(country.family);
  const phone = traits.phone ?? (random.chance(0.7) ? makePhone(random) : undefined);
  return {
    givenName: random.pick(country[form]),
    familyName: family[form],
    birthDate: traits.birthDate,
    sex,
    country,
    nationality: traits.nationality ?? country.code,
    address: traits.address ?? makeAddress(random),
    ...(child || phone === undefined ? {} : { phone }),
    email: !child && random.chance(0.45),
  };
}
