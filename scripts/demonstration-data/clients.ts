import type { Carrier, Population } from './booklets/carriers';
import { CARITAS_ONLY } from './booklets/demonstration-persons';
import { addDays, workingDay, type IsoDate } from './calendar';
import { PARTNERS, type Partner } from './institutions';
import { COUNTRIES, NEWCOMER_COUNTRIES } from './names';
import { adultBirthDate, makeAddress, makePerson } from './people/make-person';
import { isAtLeast, type Household, type Person } from './people/person';
import { Random } from './random';

/** A person as one institution knows them: under its own file number (Aktenzeichen). */
export interface Client {
  readonly fileNumber: string;
  readonly person: Person;
  /** First contact with this institution. */
  readonly since: IsoDate;
  /** Lived in Rheine for years when the pilot began. */
  readonly settled: boolean;
  readonly carrier?: Carrier;
  readonly household?: Household;
}

export type Clients = Readonly<Record<Partner, readonly Client[]>>;

type Unnumbered = Omit<Client, 'fileNumber'>;

/** How many persons each institution knows beside the city, and how many of them the city knows without a link. */
const SIZES = {
  jobcenter: { persons: 150, alsoAtCity: 40, prefix: 'JC' },
  'employment-agency': { persons: 120, alsoAtCity: 25, prefix: 'AA' },
  caritas: { persons: 90, alsoAtCity: 20, prefix: 'CV' },
} as const;

/**
 * Everybody whom each institution knows. Somebody who carries no booklet may be known at several institutions too, under the same
 * name: no two of these records are ever joined.
 */
export function institutionClients(population: Population, carriers: readonly Carrier[]): Clients {
  const atCity = cityClients(population, carriers);
  const others = PARTNERS.filter((partner) => partner !== 'city').map((partner) => [
    partner,
    otherClients(partner, atCity, carriers),
  ]);
  return { city: atCity, ...Object.fromEntries(others) } as Clients;
}

/** Newcomers have file numbers by year of registration, earlier residents a series of their own (`FB2-A-…`). */
function cityClients({ newcomers, earlierResidents }: Population, carriers: readonly Carrier[]): Client[] {
  const carrierOf = new Map(carriers.map((carrier) => [carrier.person, carrier]));
  const counters = new Map<string, number>();
  return [...earlierResidents, ...newcomers].flatMap((household) => {
    const settled = earlierResidents.includes(household);
    const series = settled ? 'A' : household.registeredOn.slice(0, 4);
    return household.members.map(({ person }) => {
      const number = (counters.get(series) ?? 0) + 1;
      counters.set(series, number);
      const fileNumber = `FB2-${series}-${String(number).padStart(4, '0')}`;
      return { fileNumber, person, since: household.registeredOn, settled, carrier: carrierOf.get(person), household };
    });
  });
}

function otherClients(
  partner: Exclude<Partner, 'city'>,
  atCity: readonly Client[],
  carriers: readonly Carrier[],
): Client[] {
  const random = new Random(`clients of ${partner}`);
  const { persons, alsoAtCity, prefix } = SIZES[partner];
  const linked = carriers
    .filter((carrier) => carrier.institutions.includes(partner))
    .map((carrier) => ({
      person: anotherAddress(random, carrier.person),
      since: carrier.issuer === partner ? carrier.issuedOn : firstVisit(random, carrier.issuedOn),
      settled: false,
      carrier,
    }));
  const unlinked = random
    .shuffled(atCity.filter((client) => client.carrier === undefined && isGrownUpAndStays(client)))
    .slice(0, alsoAtCity)
    .map(({ person, since, settled }) => ({ person, since: firstVisit(random, since), settled }));
  const own = Array.from({ length: persons - linked.length - unlinked.length }, (_, index) =>
    ownClient(random, partner === 'caritas' && index === 0),
  );
  return random
    .shuffled<Unnumbered>([...linked, ...unlinked, ...own])
    .sort((a, b) => (a.since < b.since ? -1 : Number(a.since > b.since)))
    .map((client, index) => ({ ...client, fileNumber: `${prefix}-${String(index + 1).padStart(5, '0')}` }));
}

function isGrownUpAndStays({ person, since, household }: Client): boolean {
  return household?.departure === undefined && isAtLeast(person, 18, since);
}

function firstVisit(random: Random, after: IsoDate): IsoDate {
  return workingDay(random, addDays(after, 2), addDays(after, 45));
}

/** Some people have moved since one of the institutions noted their address. */
function anotherAddress(random: Random, person: Person): Person {
  return random.chance(0.15) ? { ...person, address: makeAddress(random) } : person;
}

/** Somebody whom the city's counselling department does not know: many have lived in Rheine for years. */
function ownClient(random: Random, demonstration: boolean): Unnumbered {
  const since = workingDay(random, '2013-01-07', '2019-03-29');
  const kosovo = COUNTRIES.filter((country) => country.code === 'XK');
  const person = makePerson(random, {
    country: demonstration
      ? random.pick(kosovo)
      : random.pick([random.pickWeighted(NEWCOMER_COUNTRIES), random.pick(COUNTRIES)]),
    sex: demonstration
      ? 'MALE'
      : random.pickWeighted([
          ['FEMALE', 49],
          ['MALE', 48],
          ['DIVERSE', 1],
          ['UNKNOWN', 2],
        ]),
    birthDate: adultBirthDate(random, since),
  });
  if (demonstration) Object.assign(person, CARITAS_ONLY);
  return { person, since, settled: since < '2017-01-01' };
}
