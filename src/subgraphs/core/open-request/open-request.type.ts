import { GraphQLID, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { graphqlEnum } from '../../../platform/graphql-enum';
import { DateTimeScalar } from '../../../platform/scalars';
import { Consent } from '../consent/registry/consent.type';

export const OpenRequestKindEnum = graphqlEnum('OpenRequestKind', 'What the person is asked for.', {
  CONSENT: 'A consent to the disclosure of data.',
  LINK: 'Whether the institution that has their booklet may know them.',
  MERGE: 'Whether another registration is theirs too.',
});

@ObjectType({ description: 'Something that an institution has asked the person for, and that waits for their answer.' })
@Open('Made only for the person concerned.')
export class OpenRequest {
  @Field(() => GraphQLID, {
    description:
      'Pass it to the mutation that answers: for CONSENT answerConsentRequest, for LINK confirmLink or refuseLink, for MERGE confirmMerge or refuseMerge.',
  })
  id: string;

  @Field(() => OpenRequestKindEnum, { description: 'What it asks for; decides which mutation answers it.' })
  kind: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The institution that asks.' })
  institution: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Its name as the person knows it.' })
  institutionLabel: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it asked.' })
  requestedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Why it asks, in its own words.' })
  reason: string | null;

  @Field(() => [GraphQLString], { description: 'Who would see it, in plain words.' })
  recipientLabels: string[];

  @Field(() => [GraphQLString], {
    description: 'What it asks for, in plain words; for MERGE what the consents of the other registration would open.',
  })
  dataLabels: string[];

  @Field(() => [GraphQLString], { description: 'For what, in plain words.' })
  purposeLabels: string[];

  @Field(() => Consent, { nullable: true, description: 'The consent that is asked for.' })
  consent: Consent | null;
}
