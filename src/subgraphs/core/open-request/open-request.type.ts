import { GraphQLID, GraphQLString } from 'graphql';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { enumOf } from '../../../access/record-access.type';
import { DateTimeScalar } from '../../../platform/scalars';
import { Consent } from '../consent/consent.type';

export const OpenRequestKindEnum = enumOf(['CONSENT', 'LINK']);
registerEnumType(OpenRequestKindEnum, { name: 'OpenRequestKind', description: 'What the person is asked for.' });

@ObjectType({ description: 'Something that an institution has asked the person for, and that waits for their answer.' })
@Open('Made only for the person concerned.')
export class OpenRequest {
  @Field(() => GraphQLID, {
    description:
      'Pass it to the mutation that answers: for CONSENT answerConsentRequest, for LINK confirmLink or refuseLink.',
  })
  id: string;

  @Field(() => OpenRequestKindEnum)
  kind: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The institution that asks.' })
  institution: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Its name as the person knows it.' })
  institutionLabel: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it asked.' })
  requestedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Why it asks, in its own words.' })
  reason: string | null;

  @Field(() => [GraphQLString], { description: 'What it asks for, in plain words.' })
  dataLabels: string[];

  @Field(() => [GraphQLString], { description: 'For what, in plain words.' })
  purposeLabels: string[];

  @Field(() => Consent, { nullable: true, description: 'The consent that is asked for.' })
  consent: Consent | null;
}
