import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { PATTERN_KIND_MEANINGS, type PatternKind } from '../../../access/policy/policy';
import { graphqlEnum } from '../../../platform/graphql-enum';
import { DateScalar, DateTimeScalar } from '../../../platform/scalars';

export const PatternKindEnum = graphqlEnum('PatternKind', 'What is unusual.', PATTERN_KIND_MEANINGS);

const PATTERN_VERDICTS = {
  EXPLAINED: 'The data protection officer has looked into it and found an explanation.',
  ESCALATED: 'The data protection officer has looked into it and passed it on.',
} as const;

export const PatternStateEnum = graphqlEnum('PatternState', 'Whether somebody has looked into a finding.', {
  OPEN: 'Waits for the data protection officer.',
  ...PATTERN_VERDICTS,
});
export type PatternState = keyof typeof PatternStateEnum;

export const PatternVerdictEnum = graphqlEnum('PatternVerdict', 'What a review comes to.', PATTERN_VERDICTS);

/** A reason to ask, and no reproach: what is unusual is not therefore wrong. */
@ObjectType({ description: 'Something unusual in the access log of the own institution; no content, no person.' })
@Open('Loaded only for the data protection officer of the institution whose staff it is about.')
export class PatternFinding {
  @Field(() => GraphQLID, { description: 'Pass it to reviewPattern.' })
  id: string;

  @Field(() => PatternKindEnum, { description: 'What is unusual.' })
  kind: PatternKind;

  @Field(() => DateScalar, { description: 'The day on which it happened.' })
  day: string;

  @Field(() => GraphQLString, { description: "The issuer's pseudonym of the member of staff." })
  actor: string;

  @Field(() => GraphQLString, { description: 'Role in which the member of staff asked.' })
  role: string;

  @Field(() => GraphQLInt, { description: 'How many persons or codes.' })
  count: number;

  @Field(() => GraphQLInt, { description: 'From how many on the policy calls it unusual.' })
  threshold: number;

  @Field(() => PatternStateEnum, { description: 'Whether somebody has looked into it.' })
  state: PatternState;

  @Field(() => GraphQLString, { nullable: true, description: 'What the review came to.' })
  note: string | null;

  @Field(() => DateTimeScalar, { description: 'When the hub came upon it.' })
  foundAt: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the officer reviewed it; null before.' })
  reviewedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Pseudonym of the officer.' })
  reviewedBy: string | null;
}

@InputType({ description: 'What the data protection officer makes of a finding.' })
export class ReviewPatternInput {
  @Field(() => GraphQLID, { description: 'The finding that was reviewed.' })
  id: string;

  @Field(() => PatternVerdictEnum, { description: 'What the review came to.' })
  verdict: keyof typeof PatternVerdictEnum;

  @Field(() => GraphQLString, { description: 'What explains it, or to whom it was passed on; names no person.' })
  note: string;
}
