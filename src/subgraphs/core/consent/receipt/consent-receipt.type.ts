import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { RECEIPT_PROBLEM_MEANINGS } from './verify-receipt';
import { Open } from '../../../../access/declare';
import { graphqlEnum } from '../../../../platform/graphql-enum';
import { DateTimeScalar } from '../../../../platform/scalars';
import { ConsentStateEnum } from '../registry/consent.enums';

/** A consent receipt (ISO/IEC TS 27560:2023): what a person takes home after giving or withdrawing a consent. */
@ObjectType({
  description: 'Signed proof of one step of a consent, with every field that ISO/IEC TS 27560:2023 demands.',
})
@Open('Loaded only for the person and for the institution that took the consent down.')
export class ConsentReceipt {
  @Field(() => GraphQLID, { description: 'By which the receipt is named within itself.' })
  id: string;

  @Field(() => GraphQLID, { description: 'The consent whose step it proves.' })
  consentId: string;

  @Field(() => GraphQLInt, { description: 'The version of the consent that it attests.' })
  version: number;

  @Field(() => ConsentStateEnum, { description: 'State of the consent from this step on.' })
  state: string;

  @Field(() => DateTimeScalar, { description: 'When the hub signed it.' })
  issuedAt: string;

  @Field(() => GraphQLString, { description: 'The `kid` of the key, see /.well-known/jwks.json.' })
  keyId: string;

  @Field(() => GraphQLString, { description: 'The receipt as JSON-LD in terms of the W3C Data Privacy Vocabulary.' })
  document: string;

  @Field(() => GraphQLString, { description: 'The same, signed: compact JWS (RFC 7515, ES256).' })
  jws: string;
}

export const ReceiptProblemEnum = graphqlEnum(
  'ReceiptProblem',
  'Why a receipt is not valid.',
  RECEIPT_PROBLEM_MEANINGS,
);

@ObjectType({ description: 'What a look at a receipt found.' })
@Open('Tells nothing but what the caller has sent.')
export class ReceiptVerification {
  @Field(() => GraphQLBoolean, { description: 'Signed by this hub, unchanged, and complete.' })
  valid: boolean;

  @Field(() => ReceiptProblemEnum, { nullable: true, description: 'Why it is not valid; null where it is.' })
  problem: string | null;

  @Field(() => [GraphQLString], { description: 'What is missing or wrong in a receipt that is INCOMPLETE.' })
  places: readonly string[];

  @Field(() => GraphQLID, { nullable: true, description: 'The consent that it is about; null where it is not valid.' })
  consentId: string | null;

  @Field(() => GraphQLInt, {
    nullable: true,
    description: 'The version of that consent that it proves; null where it is not valid.',
  })
  version: number | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The key that signed it.' })
  keyId: string | null;
}
