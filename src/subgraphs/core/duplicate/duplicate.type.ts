import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { graphqlEnum } from '../../../platform/graphql-enum';
import { DateTimeScalar } from '../../../platform/scalars';
import { PresenceInput } from '../link/link.type';
import { SIMILARITY_REASON_MEANINGS, type SimilarityReason } from './similarity/similarity';

export const DuplicateStateEnum = graphqlEnum('DuplicateState', 'What was decided about two registrations.', {
  OPEN: 'Waits for a decision.',
  DIFFERENT: 'Two humans; nobody is asked about them again.',
  PROPOSED: 'Waits for the person, or for another institution that has the booklet; nothing has moved.',
  MERGED: 'The same human; both go on as one person.',
  SPLIT: 'Proposed or merged by mistake; they are two persons.',
});
export type DuplicateState = keyof typeof DuplicateStateEnum;

export const SimilarityReasonEnum = graphqlEnum(
  'SimilarityReason',
  'What agrees between two registrations. Never a value of them.',
  SIMILARITY_REASON_MEANINGS,
);

const QUEUE =
  'Row level security chooses: who may read as much of both as makes them alike, who decided, or a reviewer whom the policy names.';

@ObjectType({ description: 'A decision about two registrations.' })
@Open(QUEUE)
export class DuplicateDecision {
  @Field(() => DuplicateStateEnum, { description: 'What was decided.' })
  state: DuplicateState;

  @Field(() => GraphQLString, {
    description:
      'Why, in the words of who decided. Of an answer to a proposal: who gave it, PERSON, GUARDIAN, or BOOKLET with the check ' +
      'of the document.',
  })
  reason: string;

  @Field(() => GraphQLString, {
    nullable: true,
    description: "The issuer's pseudonym of the member of staff; null where the person or a guardian answered.",
  })
  actor: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The institution that decided; null where the person or a guardian answered.',
  })
  institution: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was decided.' })
  at: string;
}

/** Two registrations that may be of one human, and what was decided about them. */
@ObjectType({
  description: 'Two registrations that may be of one human. Nobody but people decides whether they are.',
  simpleResolvers: true,
})
@Open(QUEUE)
export class DuplicatePair {
  @Field(() => GraphQLID, { description: 'Pass it back when you decide.' })
  id: string;

  @Field(() => DuplicateStateEnum, { description: 'What was decided last.' })
  state: DuplicateState;

  @Field(() => GraphQLInt, { description: 'The version that you pass back when you decide; it counts decisions.' })
  version: number;

  @Field(() => GraphQLInt, {
    description: 'How much of what you may read of both speaks for one human, in percent.',
  })
  score: number;

  @Field(() => [SimilarityReasonEnum], {
    description: 'What agrees, as far as you may read the records in which it does, those of either person.',
  })
  reasons: SimilarityReason[];

  @Field(() => DateTimeScalar, { description: 'Since when the identities that you may read agree like this.' })
  foundAt: string;

  @Field(() => GraphQLID, { nullable: true, description: 'Under which id the person goes on after a merge.' })
  survivorId: string | null;

  @Field(() => [DuplicateDecision], { description: 'Oldest first.' })
  decisions: DuplicateDecision[];

  readonly personIds: readonly [string, string];
  readonly decidedInstitution: string | null;
}

@InputType({ description: 'A decision about two registrations, and why.' })
export class DecideDuplicateInput {
  @Field(() => GraphQLID, { description: 'The pair that is decided.' })
  id: string;

  @Field(() => GraphQLInt, { description: 'The version that you have read.' })
  version: number;

  @Field(() => GraphQLString, { description: 'What you have compared, and what you have found.' })
  reason: string;
}

/** What came of an answer to the proposal to merge. */
@ObjectType({
  description: 'What came of an answer to the proposal to merge two registrations.',
  simpleResolvers: true,
})
@Open('Made only for whoever answered.')
export class MergeAnswer {
  @Field(() => DuplicateStateEnum, {
    description:
      'MERGED if that was the last answer; PROPOSED if somebody has to answer for the other registration as well.',
  })
  state: DuplicateState;
}

@InputType({ description: 'A person who hands over the booklet of one of two registrations, or reads its code aloud.' })
export class ConfirmMergeInput {
  @Field(() => GraphQLString, { description: 'What the QR code says, or the short code; however it is written.' })
  code: string;

  @Field(() => PresenceInput, { description: 'What staff record of the person who is present.' })
  presence: PresenceInput;
}

@InputType({ description: 'The decision that two registrations are of one human, and why.' })
export class MergePersonsInput extends DecideDuplicateInput {
  @Field(() => GraphQLID, { description: 'The person under whose id both go on.' })
  survivorId: string;
}
