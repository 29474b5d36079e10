import { GraphQLID, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import type { RightsKind } from '../../../access/rights/transitions';
import { DateTimeScalar } from '../../../platform/scalars';
import { RightsKindEnum } from '../rights-request/rights-request.type';

/** A notice to who received data that they were corrected, restricted or erased (Mitteilungspflicht, Art. 19 GDPR). */
@ObjectType({ description: 'Tells an institution that received a record that it was corrected, restricted or erased.' })
@Open('Loaded only for the person, the institution that received the data, and its data protection officer.')
export class RightsNotice {
  @Field(() => GraphQLID)
  id: string;

  @Field(() => GraphQLID)
  requestId: string;

  @Field(() => GraphQLID)
  personId: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The own file number of the institution, if it has one.' })
  fileNumber: string | null;

  @Field(() => GraphQLString, { description: 'The institution that received the data and is told.' })
  institution: string;

  @Field(() => GraphQLString, { description: 'The institution that wrote them.' })
  author: string;

  @Field(() => RightsKindEnum, { description: 'CORRECTION, RESTRICTION or ERASURE.' })
  kind: RightsKind;

  @Field(() => GraphQLString)
  recordType: string;

  @Field(() => GraphQLString, { nullable: true })
  field: string | null;

  @Field(() => DateTimeScalar)
  firstReceivedAt: string;

  @Field(() => DateTimeScalar)
  lastReceivedAt: string;

  @Field(() => DateTimeScalar)
  createdAt: string;

  @Field(() => DateTimeScalar, { nullable: true })
  acknowledgedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: "The issuer's pseudonym of the member of staff." })
  acknowledgedBy: string | null;
}
