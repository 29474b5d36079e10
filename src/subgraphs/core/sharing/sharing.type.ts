import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { SHARING_STATE_MEANINGS, type SharingState } from '../../../access/policy/labels';
import { AccessBasisEnum, CategoryEnum, WithheldReasonEnum } from '../../../access/record-access.type';
import { graphqlEnum } from '../../../platform/graphql-enum';
import { DateTimeScalar } from '../../../platform/scalars';
import { PurposeEnum } from '../consent/registry/consent.enums';

export const SharingStateEnum = graphqlEnum(
  'SharingState',
  'What an institution sees of what others wrote about the person.',
  SHARING_STATE_MEANINGS,
);

const VISIBLE = 'Made only for the person concerned.';

@ObjectType({ description: 'Data that an institution could see at this moment for one purpose, and why.' })
@Open(VISIBLE)
export class SharedData {
  @Field(() => CategoryEnum, { description: 'What the institution could see.' })
  category: string;

  @Field(() => GraphQLString, { description: 'The category in plain words.' })
  categoryLabel: string;

  @Field(() => PurposeEnum, { description: 'For what it could see it.' })
  purpose: string;

  @Field(() => GraphQLString, { description: 'The purpose in plain words.' })
  purposeLabel: string;

  @Field(() => AccessBasisEnum, { description: 'CONSENT or STATUTE.' })
  basis: string;

  @Field(() => GraphQLString, { description: 'The basis in plain words.' })
  basisLabel: string;

  @Field(() => GraphQLID, { nullable: true, description: 'The consent, where the basis is one.' })
  consentId: string | null;

  @Field(() => GraphQLInt, {
    nullable: true,
    description: 'The version of that consent that is in force; null where the basis is a statute.',
  })
  consentVersion: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the consent ends by itself.' })
  until: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The law, where the basis is a statute.' })
  law: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Why the law needs no consent of yours.' })
  explanation: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The same in German, which is binding.' })
  explanationDe: string | null;

  @Field(() => [GraphQLString], { description: 'The fields of Person that are open.' })
  fields: string[];

  @Field(() => WithheldReasonEnum, {
    nullable: true,
    description: 'Why some of it may be withheld even so: another period, or an author under professional secrecy.',
  })
  mayLack: string | null;
}

@ObjectType({ description: 'What one institution could see at this moment of what others wrote about the person.' })
@Open(VISIBLE)
export class InstitutionSharing {
  @Field(() => GraphQLString, { description: 'Name by which consents and the access log refer to it.' })
  institution: string;

  @Field(() => GraphQLString, { description: 'Its name as the person knows it.' })
  institutionLabel: string;

  @Field(() => SharingStateEnum, { description: 'Whether it sees nothing, something, or is excluded by law.' })
  state: SharingState;

  @Field(() => GraphQLString, { description: 'The state in plain words.' })
  explanation: string;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The law, where the institution never receives anything.',
  })
  neverBecause: string | null;

  @Field(() => [SharedData], { description: 'Empty unless the person consented or a law allows it.' })
  open: SharedData[];
}
