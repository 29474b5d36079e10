import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import type { ErasureDecision, ErasureOutcomeKind } from './erasure';
import type { AnsweringAction, RightsKind } from './rights-transitions';
import { DateTimeScalar } from '../../../platform/scalars';
import { withKey } from '../../../records/api/repeatable-input';
import {
  AnsweringActionEnum,
  ErasureOutcomeEnum,
  RefusalEnum,
  RightsKindEnum,
  type Refusal,
} from './rights-request.type';

@InputType({
  description:
    'CORRECTION, DISPUTE and RESTRICTION concern one record, whose author is asked; EXPORT and ERASURE name the institution.',
})
export class RequestRightInput extends withKey() {
  @Field(() => RightsKindEnum, { description: 'What you ask for.' })
  kind: RightsKind;

  @Field(() => GraphQLString, { nullable: true, description: 'For EXPORT and ERASURE: the institution that is asked.' })
  institution?: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The type of the record, e.g. `Identity`.' })
  recordType?: string | null;

  @Field(() => GraphQLID, { nullable: true, description: 'The record, where one is meant.' })
  recordId?: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The field; for DISPUTE the whole record if left out.' })
  field?: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'For CORRECTION: what the value should be.' })
  proposedValue?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'In your own words. For DISPUTE it is the note that everybody reads who sees the value.',
  })
  words?: string | null;
}

@InputType({ description: 'What becomes of the records of one type that a person wants to have erased.' })
export class ErasureDecisionInput implements ErasureDecision {
  @Field(() => GraphQLString, { description: 'Name of the type in this schema, e.g. `BenefitCase`.' })
  recordType: string;

  @Field(() => ErasureOutcomeEnum, { description: 'Whether they are erased.' })
  outcome: ErasureOutcomeKind;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The law that keeps them; may be left out where the policy names the duty to keep them.',
  })
  legalBasis?: string | null;
}

@InputType({ description: 'A step of the institution with a request.' })
export class AnswerRequestInput {
  @Field(() => GraphQLID, { description: 'The request that is answered.' })
  id: string;

  @Field(() => GraphQLInt, { description: 'The version that you have read.' })
  version: number;

  @Field(() => AnsweringActionEnum, { description: 'What you do with it.' })
  action: AnsweringAction;

  @Field(() => RefusalEnum, { nullable: true, description: 'With REFUSE.' })
  reasonCode?: Refusal | null;

  @Field(() => GraphQLString, { nullable: true, description: 'With REFUSE: the law.' })
  legalBasis?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'What the person is told. Required with EXTEND, REFUSE, GRANT_PARTLY and ANNOUNCE_LIFTING.',
  })
  answer?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'With ANNOUNCE_LIFTING: when the restriction will end.' })
  liftAt?: Date | null;

  @Field(() => [ErasureDecisionInput], {
    nullable: true,
    description: 'With GRANT of an ERASURE: what becomes of each type of records that your institution holds.',
  })
  erasure?: ErasureDecisionInput[] | null;
}
