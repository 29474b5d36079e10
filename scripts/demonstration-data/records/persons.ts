import { PARTNERS, type Partner } from '../institutions';
import type { Client, Clients } from '../clients';
import type { Row } from '../kinds';
import { delivery, type Delivery } from './delivery';

/**
 * Whether the institution learns of this person's booklet when it first delivers, or only later: institutions deliver
 * one after the other, and a row can link to a booklet that has been issued before.
 */
function isLinkedLater(partner: Partner, { carrier }: Client): boolean {
  return carrier !== undefined && PARTNERS.indexOf(carrier.issuer) > PARTNERS.indexOf(partner);
}

function personRow(partner: Partner, { fileNumber, person, carrier }: Client): Row<'persons'> {
  return {
    file_number: fileNumber,
    booklet_number: carrier?.issuer === partner ? undefined : carrier?.bookletNumber,
    given_name: person.givenName,
    family_name: person.familyName,
    birth_date: person.birthDate,
    sex: person.sex,
    nationality: person.nationality,
    street: person.address.street,
    postal_code: person.address.postalCode,
    town: 'Rheine',
    phone: person.phone,
    email: person.email ? `${ascii(person.givenName)}.${ascii(person.familyName)}@example.org` : undefined,
    preferred_language: person.country.language,
  };
}

function ascii(name: string): string {
  const spelled = name.toLowerCase().replaceAll('ł', 'l').replaceAll('ı', 'i').replaceAll('đ', 'd');
  return spelled.normalize('NFD').replaceAll(/[^a-z-]/g, '');
}

/** The institution's persons: first those who are new to the hub or carry a known booklet. */
export function persons(partner: Partner, clients: Clients): Delivery {
  const rows = clients[partner].filter((client) => !isLinkedLater(partner, client));
  return delivery(
    partner,
    'persons',
    rows.map((client) => personRow(partner, client)),
  );
}

/** The institution's persons whose booklet another institution issued after the first delivery. */
export function personsLinkedLater(partner: Partner, clients: Clients): Delivery {
  const rows = clients[partner].filter((client) => isLinkedLater(partner, client));
  return delivery(
    partner,
    'persons',
    rows.map((client) => personRow(partner, client)),
    'linked',
  );
}
