import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { DECISION_RULE_MEANINGS } from '../../../access/decision/rule';
import {
  AccessBasisEnum,
  AccessDecisionEnum,
  CategoryEnum,
  WithheldReasonEnum,
} from '../../../access/record-access.type';
import { graphqlEnum } from '../../../platform/graphql-enum';
import { DateTimeScalar } from '../../../platform/scalars';
import { PurposeEnum } from '../consent/registry/consent.enums';

export const DecisionRuleEnum = graphqlEnum(
  'DecisionRule',
  'The rule that a decision follows from.',
  DECISION_RULE_MEANINGS,
);

const VISIBLE = 'Made only for the person concerned and the data protection officer of the institution.';

/** Where the policy names a statute, nobody is asked for a consent (Art. 6(1)(c) and (e) GDPR); the person is told. */
@ObjectType({ description: 'A law that lets an institution see data without consent, and why none was asked for.' })
@Open(VISIBLE)
export class StatutoryDisclosure {
  @Field(() => GraphQLString, { description: 'Stable id, as in the access log.' })
  id: string;

  @Field(() => GraphQLString, { description: 'The section that allows it, e.g. of SGB X.' })
  law: string;

  @Field(() => GraphQLString, { description: 'The institution that may see the data.' })
  recipient: string;

  @Field(() => CategoryEnum, { description: 'What the institution may see.' })
  category: string;

  @Field(() => PurposeEnum, { description: 'For what it may see it.' })
  purpose: string;

  @Field(() => GraphQLBoolean, {
    nullable: true,
    description: 'Whether its condition is met; null where this caller may not know.',
  })
  applies: boolean | null;

  @Field(() => GraphQLString, { description: 'Why no consent was asked for.' })
  explanation: string;

  @Field(() => GraphQLString, { description: 'The same in German, which is binding.' })
  explanationDe: string;
}

@ObjectType({
  description:
    'What an institution could see of a person at one moment, as it was known at another: decision, basis, rule, consent.',
})
@Open(VISIBLE)
export class AccessExplanation {
  @Field(() => GraphQLString, { description: 'The field of Person that was asked about.' })
  field: string;

  @Field(() => CategoryEnum, { description: 'Data category of that field.' })
  category: string;

  @Field(() => GraphQLString, { description: 'The institution that was asked about.' })
  institution: string;

  @Field(() => GraphQLString, { description: 'The role that its member of staff would have.' })
  role: string;

  @Field(() => PurposeEnum, { nullable: true, description: 'The purpose that it would state; null for none.' })
  purpose: string | null;

  @Field(() => DateTimeScalar, { description: 'The moment that the decision is about.' })
  asOf: Date;

  @Field(() => DateTimeScalar, { description: 'The moment whose knowledge it rests on.' })
  knownAsOf: Date;

  @Field(() => AccessDecisionEnum, { description: 'Whether it could see the values.' })
  decision: string;

  @Field(() => WithheldReasonEnum, { nullable: true, description: 'Set when withheld.' })
  reason: string | null;

  @Field(() => AccessBasisEnum, { nullable: true, description: 'Set when permitted.' })
  basis: string | null;

  @Field(() => WithheldReasonEnum, {
    nullable: true,
    description: 'Why some of it could lack even so: another period, or an author under professional secrecy.',
  })
  mayLack: string | null;

  @Field(() => DecisionRuleEnum, { description: 'The rule that led to it.' })
  rule: string;

  @Field(() => GraphQLString, { description: 'The rule in words.' })
  explanation: string;

  @Field(() => GraphQLString, { description: 'The same in German.' })
  explanationDe: string;

  @Field(() => GraphQLID, { nullable: true, description: 'The consent that led to it.' })
  consentId: string | null;

  @Field(() => GraphQLInt, { nullable: true, description: 'The version of the consent at that moment.' })
  consentVersion: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the consent would have ended.' })
  until: string | null;

  @Field(() => [StatutoryDisclosure], { description: 'Laws that allow this institution the field for this purpose.' })
  statutes: StatutoryDisclosure[];
}
