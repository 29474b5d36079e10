import type { Clients } from '../clients';
import { addDays } from '../calendar';
import type { Row } from '../kinds';
import type { Household } from '../people/person';
import { Random } from '../random';
import { delivery, numbering, type Delivery } from './delivery';

/** Households (Haushalte) of everybody whom the city knows, singles included. */
export function households(clients: Clients): Delivery {
  const next = numbering('HH', 4);
  const numbers = new Map<Household, string>();
  const rows = clients.city.flatMap(({ fileNumber, person, household }): Row<'households'>[] => {
    if (household === undefined) return [];
    const number = numbers.get(household) ?? next();
    numbers.set(household, number);
    const member = household.members.find((candidate) => candidate.person === person);
    return [
      {
        household_number: number,
        household_kind: household.kind,
        file_number: fileNumber,
        relationship: member?.relationship,
        since: household.registeredOn,
      },
    ];
  });
  return delivery('city', 'households', rows);
}

/** Registrations (Anmeldungen) with their deregistrations (Abmeldungen), one for each person. */
export function registrations(clients: Clients): Delivery {
  const next = numbering('MR');
  const rows = clients.city.flatMap(({ fileNumber, household }): Row<'registrations'>[] =>
    household === undefined
      ? []
      : [
          {
            registration_number: next(),
            file_number: fileNumber,
            registered_on: household.registeredOn,
            deregistered_on: household.departure?.on,
            route: household.route,
            previous_country: household.previousCountry,
            destination: household.departure?.destination,
          },
        ],
  );
  return delivery('city', 'registrations', rows);
}

type Title = readonly [title: string, days: number | undefined];

const TITLES: Readonly<Record<Household['route'], readonly (readonly [Title, number])[]>> = {
  EU_MOBILITY: [[['EU_FREEDOM_OF_MOVEMENT', undefined], 1]],
  FAMILY_REUNIFICATION: [
    [['RESIDENCE_PERMIT', 1096], 70],
    [['VISA', 90], 30],
  ],
  REFUGEE: [
    [['RESIDENCE_PERMIT', 1096], 70],
    [['PERMISSION_TO_STAY', 365], 20],
    [['TOLERATION', 182], 10],
  ],
  ETHNIC_GERMAN_RESETTLER: [],
  LABOUR_MIGRATION: [
    [['BLUE_CARD', 1461], 50],
    [['RESIDENCE_PERMIT', 1096], 30],
    [['SETTLEMENT_PERMIT', undefined], 20],
  ],
  STUDY: [[['RESIDENCE_PERMIT', 730], 1]],
  UNACCOMPANIED_MINOR: [
    [['RESIDENCE_PERMIT', 1096], 50],
    [['PERMISSION_TO_STAY', 365], 25],
    [['TOLERATION', 182], 25],
  ],
};

/** Residence titles (Aufenthaltstitel) of part of the people; resettlers are German and need none. */
export function residenceTitles(clients: Clients): Delivery {
  const random = new Random('residence titles');
  const next = numbering('AT');
  const rows = clients.city.flatMap(({ fileNumber, household, carrier }): Row<'residence-titles'>[] => {
    const titles = household === undefined ? [] : TITLES[household.route];
    const share = household?.route === 'EU_MOBILITY' ? 0.4 : 0.9;
    if (household === undefined || titles.length === 0 || !(random.chance(share) || carrier)) return [];
    const [title, days] = random.pickWeighted(titles);
    return [
      {
        title_number: next(),
        file_number: fileNumber,
        title,
        expires_on: days === undefined ? undefined : addDays(household.registeredOn, days + random.integer(0, 60)),
      },
    ];
  });
  return delivery('city', 'residence-titles', rows);
}
