import { asOwner } from '../../../platform/postgres/as-owner';

/**
 * Who carries a booklet, for the command line of the demonstration. Asked as the owner: at request time the number of a
 * booklet leads nobody to a person.
 */
export function carrierOf(ownerUrl: string, bookletNumber: string): Promise<string | undefined> {
  return asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ id: string }>(
      `select person_id as id from core.booklet where booklet_number = $1 and status = 'ISSUED'`,
      [bookletNumber],
    );
    return rows[0]?.id;
  });
}
