import type { Client, Clients } from '../clients';
import { PARTNERS, type Partner } from '../institutions';
import type { Row } from '../kinds';
import { GERMANY } from '../names';
import { makePhone } from '../people/make-person';
import { Random } from '../random';
import { delivery, type Delivery } from './delivery';

interface OfficeText {
  readonly name: string;
  readonly street: string;
  readonly openingHours: string;
}

const MORNINGS = 'Mo–Fr 8:30–12:30 Uhr';

const OFFICES: Readonly<Record<Partner, readonly OfficeText[]>> = {
  city: [
    {
      name: 'Rathaus, Team Beratung und Begleitung',
      street: 'Marktstraße 1',
      openingHours: `${MORNINGS};\nDo 14:00–17:30 Uhr`,
    },
    { name: 'Stadtteilbüro Ost', street: 'Ringstraße 22', openingHours: 'Di, Do 9:00–12:00 Uhr' },
    {
      name: 'Stadtteilbüro Süd',
      street: 'Südstraße 7',
      openingHours: 'Mo, Mi 14:00–17:00 Uhr; Kaffee gibt es "immer"',
    },
  ],
  jobcenter: [
    {
      name: 'Jobcenter, Standort Mitte',
      street: 'Bahnhofstraße 30',
      openingHours: `${MORNINGS}; nachmittags nach Vereinbarung`,
    },
  ],
  'employment-agency': [
    {
      name: 'Agentur für Arbeit, Geschäftsstelle',
      street: 'Lange Straße 11',
      openingHours: 'Mon-Fri 08:00-12:30, Thu until 18:00',
    },
  ],
  caritas: [
    {
      name: 'Migrationsberatung',
      street: 'Kirchstraße 5',
      openingHours: 'Offene Sprechstunde:\nDi 9:00–12:00 Uhr\nDo 14:00–16:00 Uhr',
    },
    { name: 'Beratung im Stadtteil', street: 'Lindenstraße 48', openingHours: 'nach Vereinbarung' },
  ],
};

const FUNCTIONS: Readonly<Record<Partner, readonly string[]>> = {
  city: [
    ...['Ankommensberatung', 'Ankommensberatung', 'Case Management', 'Case Management', 'Sprachoffensive'],
    'Begleitung junger Erwachsener',
  ],
  jobcenter: ['Arbeitsvermittlung', 'Arbeitsvermittlung', 'Leistungsgewährung', 'Fallmanagement'],
  'employment-agency': ['Job placement', 'Recognition of qualifications', 'Vocational guidance'],
  caritas: ['Migrationsberatung', 'Migrationsberatung', 'Jugendmigrationsdienst'],
};

const PREFIX: Readonly<Record<Partner, string>> = {
  city: 'ST',
  jobcenter: 'JC',
  'employment-agency': 'AA',
  caritas: 'CV',
};

const code = (partner: Partner, what: string, index: number): string => `${PREFIX[partner]}-${what}${index + 1}`;

export function offices(partner: Partner): Delivery {
  const random = new Random(`offices of ${partner}`);
  const rows = OFFICES[partner].map(({ name, street, openingHours }, index): Row<'offices'> => ({
    code: code(partner, 'B', index),
    name,
    street,
    postal_code: '48431',
    town: 'Rheine',
    phone: makePhone(random),
    opening_hours: openingHours,
  }));
  return delivery(partner, 'offices', rows);
}

/** Contact persons (Ansprechpartner) of the institution; no two share a name. */
export function contactPersons(partner: Partner): Delivery {
  const random = new Random(`contact persons of ${partner}`);
  const share = GERMANY.family.filter((_, index) => index % PARTNERS.length === PARTNERS.indexOf(partner));
  const names = random.shuffled(share);
  const rows = FUNCTIONS[partner].map((task, index): Row<'contact-persons'> => {
    const female = random.chance(0.6);
    const family = names[index] ?? random.pick(names);
    const name = `${random.pick(female ? GERMANY.female : GERMANY.male)} ${female ? family.female : family.male}`;
    return {
      code: code(partner, 'K', index),
      display_name: name,
      function: task,
      office_code: code(partner, 'B', index % OFFICES[partner].length),
      phone: makePhone(random),
      email: `kontakt-${code(partner, 'K', index).toLowerCase()}@example.org`,
    };
  });
  return delivery(partner, 'contact-persons', rows);
}

/** Which contact person accompanies which carrier of a booklet at the institution. */
export function contactAssignments(partner: Partner, clients: Clients): Delivery {
  const random = new Random(`contact assignments of ${partner}`);
  const rows = clients[partner]
    .filter((client: Client) => client.carrier !== undefined)
    .map(({ fileNumber, since }): Row<'contact-assignments'> => ({
      file_number: fileNumber,
      contact_code: code(partner, 'K', random.integer(0, FUNCTIONS[partner].length - 1)),
      since,
    }));
  return delivery(partner, 'contact-assignments', rows);
}
