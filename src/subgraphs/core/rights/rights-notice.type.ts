import { GraphQLID, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import type { RightsKind } from './rights-transitions';
import { DateTimeScalar } from '../../../platform/scalars';
import { RightsKindEnum } from './rights-request.type';

/** A notice to who received data that they were corrected, restricted or erased (Mitteilungspflicht, Art. 19 GDPR). */
@ObjectType({ description: 'Tells an institution that received a record that it was corrected, restricted or erased.' })
@Open('Loaded only for the person, the institution that received the data, and its data protection officer.')
export class RightsNotice {
  @Field(() => GraphQLID, { description: 'Pass it to acknowledgeRightsNotice.' })
  id: string;

  @Field(() => GraphQLID, { description: 'The request of the person that was granted.' })
  requestId: string;

  @Field(() => GraphQLID, { description: 'The person whose data it is about.' })
  personId: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The own file number of the institution, if it has one.' })
  fileNumber: string | null;

  @Field(() => GraphQLString, { description: 'The institution that received the data and is told.' })
  institution: string;

  @Field(() => GraphQLString, { description: 'The institution that wrote them.' })
  author: string;

  @Field(() => RightsKindEnum, { description: 'CORRECTION, RESTRICTION or ERASURE.' })
  kind: RightsKind;

  @Field(() => GraphQLString, { description: 'Type of the record in this schema, e.g. `Identity`.' })
  recordType: string;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The field of the record that was corrected; null for the whole record.',
  })
  field: string | null;

  @Field(() => DateTimeScalar, { description: 'When the institution received the data for the first time.' })
  firstReceivedAt: string;

  @Field(() => DateTimeScalar, { description: 'When the institution received the data for the last time.' })
  lastReceivedAt: string;

  @Field(() => DateTimeScalar, { description: 'When the institution was told.' })
  createdAt: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the institution said that it has followed; null before.',
  })
  acknowledgedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: "The issuer's pseudonym of the member of staff." })
  acknowledgedBy: string | null;
}
