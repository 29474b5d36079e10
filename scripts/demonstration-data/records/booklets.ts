import { DECLINED } from '../booklets/plan';
import type { Clients } from '../clients';
import type { Issuer } from '../institutions';
import type { Row } from '../kinds';
import { isAtLeast } from '../people/person';
import { Random } from '../random';
import { delivery, type Delivery } from './delivery';

/** Booklets that the institution issued, and offers that people declined: those who "have lived in Rheine for years". */
export function booklets(issuer: Issuer, clients: Clients): Delivery {
  const random = new Random(`declined at ${issuer}`);
  const issued = clients[issuer].flatMap(({ fileNumber, carrier }): Row<'booklets'>[] =>
    carrier?.issuer === issuer
      ? [
          {
            file_number: fileNumber,
            booklet_number: carrier.bookletNumber,
            status: 'ISSUED',
            issued_on: carrier.issuedOn,
          },
        ]
      : [],
  );
  const settled = clients[issuer].filter(
    ({ settled, carrier, person }) => settled && carrier === undefined && isAtLeast(person, 18, '2018-11-01'),
  );
  const declined = random
    .shuffled(settled)
    .slice(0, DECLINED[issuer])
    .map(({ fileNumber }, index): Row<'booklets'> => ({
      file_number: fileNumber,
      status: 'DECLINED',
      declined_reason: index % 2 === 0 ? 'DATA_RESERVATIONS' : 'ALREADY_INFORMED',
    }));
  const inOrder = issued.sort((a, b) => (String(a.booklet_number) < String(b.booklet_number) ? -1 : 1));
  return delivery(issuer, 'booklets', [...inOrder, ...declined]);
}
