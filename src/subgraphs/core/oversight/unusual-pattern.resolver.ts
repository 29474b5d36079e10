import { GraphQLInt, GraphQLString } from 'graphql';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { DateScalar } from '../../../platform/scalars';
import { connectionType, pageConnection, type Connection } from '../../../records/api/connection';
import { decodeKeys } from '../../../records/api/cursor';
import { AFTER, FIRST, pageSize } from '../../../records/api/page';
import type { RecordContext } from '../../../records/record-context';
import { isUuid } from '../../../records/uuid-kind';
import { lookForPatterns, reviewPattern } from './look-for-patterns';
import { findingPage } from './unusual-pattern.store';
import { PatternFinding, PatternStateEnum, ReviewPatternInput, type PatternState } from './unusual-pattern.type';

const PatternFindingConnection = connectionType('PatternFinding', () => PatternFinding);

@Resolver()
export class UnusualPatternResolver {
  @Query(() => PatternFindingConnection, {
    nullable: true,
    description: 'What was found unusual in the access log of the own institution, newest day first.',
  })
  @Restricted('data-protection-officer')
  async unusualPatterns(
    @Arg('first', () => GraphQLInt, FIRST) first: number,
    @Arg('after', () => GraphQLString, AFTER) after: string | null,
    @Arg('state', () => PatternStateEnum, {
      nullable: true,
      description: 'Only findings in this state; all if left out.',
    })
    state: PatternState | null,
    @Ctx() context: RecordContext,
  ): Promise<Connection<PatternFinding>> {
    const limit = pageSize(first);
    const keys = decodeKeys(after, (found) => found.length === 2 && DAY.test(found[0]!) && isUuid(found[1]));
    const page = await findingPage(context, state ?? null, keys, limit);
    return pageConnection(page, ({ day, id }) => [day, id]);
  }

  @Mutation(() => GraphQLInt, {
    nullable: true,
    description: 'Looks for unusual patterns in these days, a month at most. Returns how many are new.',
  })
  @Restricted('data-protection-officer')
  lookForPatterns(
    @Arg('from', () => DateScalar, { description: 'First day.' }) from: string,
    @Arg('until', () => DateScalar, { description: 'Last day.' }) until: string,
    @Ctx() context: RecordContext,
  ): Promise<number> {
    return lookForPatterns(context, from, until, new Date());
  }

  @Mutation(() => PatternFinding, { nullable: true, description: 'Puts on record what a review has come to.' })
  @Restricted('data-protection-officer')
  reviewPattern(
    @Arg('input', () => ReviewPatternInput, { description: 'Which finding was reviewed, and what came of it.' })
    input: ReviewPatternInput,
    @Ctx() context: RecordContext,
  ): Promise<PatternFinding> {
    return reviewPattern(context, input);
  }
}

const DAY = /^\d{4}-\d\d-\d\d$/;
