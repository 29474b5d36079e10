import { GraphQLString } from 'graphql';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { verifyReceipt } from './verify-receipt';
import { Open } from '../../../../access/declare';
import { rowsLoader } from '../../../../records/loader-of';
import type { RecordContext } from '../../../../records/record-context';
import { Consent } from '../registry/consent.type';
import { receiptsOf, type ReceiptRow } from './consent-receipt.store';
import { ConsentReceipt, ReceiptVerification } from './consent-receipt.type';
import { RECEIPT_KEYS } from './receipt-keys';

@Resolver(() => Consent)
export class ConsentReceiptResolver {
  @FieldResolver(() => [ConsentReceipt], {
    nullable: true,
    description:
      'One for each giving, renewal, change and end, oldest first; for the person and the institution that took the consent down.',
  })
  @Open('Row level security chooses: the person, and the institution that took the consent down.')
  async receipts(@Root() { id }: Consent, @Ctx() context: RecordContext): Promise<ConsentReceipt[]> {
    return (await receiptLoader(context).load(id)).map(withDocument);
  }

  @Query(() => ReceiptVerification, {
    description: 'Verifies a receipt (compact JWS) that somebody presents: signature, mandatory fields.',
  })
  @Open('Looks at nothing but what the caller sends.')
  async verifyReceipt(
    @Arg('receipt', () => GraphQLString, { description: 'The signed receipt: compact JWS (RFC 7515).' })
    receipt: string,
    @Ctx() { services }: RecordContext,
  ): Promise<ReceiptVerification> {
    const result = await verifyReceipt(receipt, services.get(RECEIPT_KEYS)?.publicKeys ?? []);
    const record = result.valid ? result.receipt['dpv:hasRecordOfActivity'] : null;
    return {
      valid: result.valid,
      problem: result.valid ? null : result.problem,
      places: result.valid ? [] : result.places,
      consentId: record?.['dct:identifier'] ?? null,
      version: record?.['dct:hasVersion'] ?? null,
      keyId: result.valid ? result.keyId : null,
    };
  }
}

/** The document is what the signature covers, byte by byte. */
export function withDocument(row: ReceiptRow): ConsentReceipt {
  return { ...row, document: Buffer.from(row.jws.split('.')[1]!, 'base64url').toString('utf8') };
}

const receiptLoader = (context: RecordContext) =>
  rowsLoader(
    context,
    'receipts by consent',
    (ids) => receiptsOf(context, 'consent', ids),
    ({ consentId }) => consentId,
  );
