import { addDays } from '../calendar';
import type { Carrier } from '../booklets/carriers';
import type { Clients } from '../clients';
import type { Issuer } from '../institutions';
import type { Row } from '../kinds';
import { delivery, numbering, type Delivery } from '../records/delivery';
import { CARE_LEAVER_FORM, FORMS, NAMED_FORMS, type Form, type Standing } from './forms';

type Validity = Pick<Row<'consents'>, 'given_on' | 'valid_from' | 'valid_until' | 'state' | 'ended_on'>;

const NUMBER_PREFIX: Readonly<Record<Issuer, string>> = {
  city: 'EW-ST',
  jobcenter: 'EW-JC',
  'employment-agency': 'EW-AA',
};

/** Consents that are to stay active must outlive every reader of the demonstration. */
const FAR_FUTURE = '2099-12-31';

/** State and period of a consent form that was filled in on that day; asked for on that day where nothing was given. */
function validity(standing: Standing, on: string): Validity {
  const ended = addDays(on, 75);
  const base = { given_on: on, valid_from: on, valid_until: FAR_FUTURE };
  switch (standing) {
    case 'ACTIVE':
      return { ...base, state: 'GIVEN' };
    case 'RENEWED':
      return { ...base, valid_from: addDays(on, 365), state: 'RENEWED' };
    case 'NOT_YET_VALID':
      return { ...base, valid_from: '2090-01-01', state: 'GIVEN' };
    case 'LAPSED':
      return { ...base, valid_until: '2020-06-30', state: 'GIVEN' };
    case 'EXPIRED':
      return { ...base, valid_until: addDays(on, 365), state: 'EXPIRED', ended_on: addDays(on, 365) };
    case 'REQUESTED':
    case 'REFUSED':
      return { ...base, state: standing };
    default:
      return { ...base, state: standing, ended_on: ended };
  }
}

/** The forms of a carrier: those of the named persons are fixed, the others take the list in turn. */
function formsOf({ bookletNumber, careLeaver }: Carrier): readonly Form[] {
  const turn = Number(bookletNumber.slice('RH-'.length)) - Object.keys(NAMED_FORMS).length - 1;
  const forms = NAMED_FORMS[bookletNumber] ?? FORMS[turn % FORMS.length] ?? [];
  return careLeaver ? [...forms, CARE_LEAVER_FORM] : forms;
}

/** Consents (Einwilligungen) of the carriers, captured on paper by the institution that issued the booklet. */
export function consents(issuer: Issuer, clients: Clients): Delivery {
  const next = numbering(NUMBER_PREFIX[issuer], 4);
  const rows = clients[issuer]
    .flatMap(({ fileNumber, carrier }) => (carrier?.issuer === issuer ? [{ fileNumber, carrier }] : []))
    .sort((a, b) => (a.carrier.bookletNumber < b.carrier.bookletNumber ? -1 : 1))
    .flatMap(({ fileNumber, carrier }) =>
      formsOf(carrier).map(({ recipients, categories, purposes, standing }): Row<'consents'> => ({
        consent_number: next(),
        file_number: fileNumber,
        recipients,
        categories,
        purposes,
        ...validity(standing, carrier.issuedOn),
        language: carrier.person.country.language,
        // Caritas may tell of its counselling only where the person releases it from professional secrecy.
        secrecy_release: String(categories.split('|').includes('COUNSELLING')),
      })),
    );
  return delivery(issuer, 'consents', rows);
}
