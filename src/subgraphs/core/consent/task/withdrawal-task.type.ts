import { GraphQLID, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Open } from '../../../../access/declare';
import { CategoryEnum } from '../../../../access/record-access.type';
import { graphqlEnum } from '../../../../platform/graphql-enum';
import { DateTimeScalar } from '../../../../platform/scalars';
import { PurposeEnum } from '../registry/consent.enums';

export const TaskStateEnum = graphqlEnum('WithdrawalTaskState', 'How far a task has come.', {
  OPEN: 'Waits for the institution.',
  OVERDUE: 'Was not acknowledged in time.',
  ACKNOWLEDGED: 'The institution has said what it did.',
});
export type TaskState = keyof typeof TaskStateEnum;

export const TaskCauseEnum = graphqlEnum('WithdrawalTaskCause', 'Why a consent does not cover the data any more.', {
  WITHDRAWAL: 'It was withdrawn, narrowed or ended by another.',
  EXPIRY: 'Its time is over.',
  ERASURE_DATE: 'The day has come until which the data could be kept.',
});

export const TaskMeasureEnum = graphqlEnum('WithdrawalMeasure', 'What the institution did with the data.', {
  STOP_USE: 'Uses them no more; nothing of them was stored.',
  ERASE: 'Erased them (Art. 17 GDPR).',
  RESTRICT: 'Restricted their processing, because a law forbids to erase them (Art. 18 GDPR, section 84(3) SGB X).',
});
export type TaskMeasure = keyof typeof TaskMeasureEnum;

/** What an institution has to do with data that it received under a consent that was withdrawn (Widerruf). */
@ObjectType({
  description: 'What an institution that received data has to do when the consent does not cover them any more.',
})
@Open('Loaded only for the person, the institution that received the data, and its data protection officer.')
export class WithdrawalTask {
  @Field(() => GraphQLID, { description: 'Pass it to acknowledgeTask.' })
  id: string;

  @Field(() => TaskStateEnum, { description: 'How far it has come.' })
  state: TaskState;

  @Field(() => TaskCauseEnum, { description: 'Why the consent does not cover the data any more.' })
  cause: keyof typeof TaskCauseEnum;

  @Field(() => GraphQLID, { description: 'The consent that has ended, was narrowed, or that makes an exception.' })
  consentId: string;

  @Field(() => GraphQLID, { description: 'The person whose data it is about.' })
  personId: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The own file number of the institution, if it has one.' })
  fileNumber: string | null;

  @Field(() => GraphQLString, { description: 'The institution that received the data.' })
  institution: string;

  @Field(() => [CategoryEnum], { description: 'What it received and may not use any more.' })
  categories: string[];

  @Field(() => [PurposeEnum], { description: 'For what.' })
  purposes: string[];

  @Field(() => DateTimeScalar, { description: 'When it received them for the first time.' })
  firstReceivedAt: string;

  @Field(() => DateTimeScalar, { description: 'When it received them for the last time.' })
  lastReceivedAt: string;

  @Field(() => DateTimeScalar, { description: 'When the consent stopped covering the data.' })
  createdAt: string;

  @Field(() => DateTimeScalar, {
    description: 'Until when it has to be acknowledged; the policy says how long it may take.',
  })
  dueAt: string;

  @Field(() => TaskMeasureEnum, { nullable: true, description: 'What the institution has done.' })
  measure: TaskMeasure | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The law that forbids to erase, where it RESTRICTs.' })
  legalReason: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the institution said what it did; null before.' })
  acknowledgedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: "The issuer's pseudonym of the member of staff." })
  acknowledgedBy: string | null;
}

@InputType({ description: 'What your institution did with data that a consent does not cover any more.' })
export class AcknowledgeTaskInput {
  @Field(() => GraphQLID, { description: 'The task that is done.' })
  id: string;

  @Field(() => TaskMeasureEnum, { description: 'What you did with the data.' })
  measure: TaskMeasure;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'For RESTRICT, and only then: the law that forbids to erase the data.',
  })
  legalReason?: string | null;
}
