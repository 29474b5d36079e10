import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { PERSON_ROLES } from '../../../access/vocabulary';
import { connectionType, pageConnection, type Connection } from '../../../records/api/connection';
import { decodeTimeCursor } from '../../../records/api/cursor';
import { AFTER, FIRST, pageSize } from '../../../records/api/page';
import { checkId } from '../../../records/check-id';
import type { RecordContext } from '../../../records/record-context';
import { answerRequest } from './answer-request.store';
import { checkAnswer, checkRequest, refuseSecret } from './check-request';
import { AnswerRequestInput, RequestRightInput } from './rights-request.input';
import { askFor, requestPage, withdrawRequest } from './rights-request.store';
import { RightsRequest } from './rights-request.type';

const RightsRequestConnection = connectionType('RightsRequest', () => RightsRequest);

const STAFF = ['counsellor', 'case-manager'] as const;

@Resolver()
export class RightsRequestResolver {
  @Query(() => RightsRequestConnection, {
    nullable: true,
    description: 'What persons ask your institution to do with their data, what is due soonest first.',
  })
  @Restricted(...STAFF, 'data-protection-officer')
  async rightsRequests(
    @Arg('first', () => GraphQLInt, FIRST) first: number,
    @Arg('after', () => GraphQLString, AFTER) after: string | null,
    @Arg('overdue', () => GraphQLBoolean, { nullable: true, description: 'Only those not answered in time.' })
    overdue: boolean | null,
    @Ctx() context: RecordContext,
  ): Promise<Connection<RightsRequest>> {
    const page = await requestPage(context, overdue ?? false, decodeTimeCursor(after), pageSize(first));
    return pageConnection(page, ({ dueAt, id }) => [dueAt, id]);
  }

  @Mutation(() => RightsRequest, {
    nullable: true,
    description:
      'Asks an institution about what it wrote about you, or about the minor whom you represent. A note of dispute is on the record at once. Below 15 only the guardian asks; the child, too, about their birth date. Only the child asks about what is under professional secrecy.',
  })
  @Restricted(...PERSON_ROLES)
  requestRight(
    @Arg('input', () => RequestRightInput, { description: 'What you ask for, of whom, about which record.' })
    input: RequestRightInput,
    @Ctx() context: RecordContext,
  ): Promise<RightsRequest> {
    const subject = checkRequest(context.persons.registry, context.policy.institutions, input);
    refuseSecret(context, input);
    return askFor(context, input, subject);
  }

  @Mutation(() => RightsRequest, {
    nullable: true,
    description:
      'Takes a request of yours back; with it a note of dispute, or a restriction. Below 15 whoever may ask does.',
  })
  @Restricted(...PERSON_ROLES)
  withdrawRightsRequest(
    @Arg('id', () => GraphQLID, { description: 'The request that you take back.' }) id: string,
    @Arg('version', () => GraphQLInt, { description: 'The version of the request that you have read.' })
    version: number,
    @Ctx() context: RecordContext,
  ): Promise<RightsRequest> {
    return withdrawRequest(context, checkId(id, 'request'), version);
  }

  @Mutation(() => RightsRequest, {
    nullable: true,
    description: 'Answers a request, or takes another step with it. What is granted happens at once, all or nothing.',
  })
  @Restricted(...STAFF)
  answerRightsRequest(
    @Arg('input', () => AnswerRequestInput, { description: 'Which request is answered, and how.' })
    input: AnswerRequestInput,
    @Ctx() context: RecordContext,
  ): Promise<RightsRequest> {
    checkId(input.id, 'request');
    checkAnswer(context.policy.rights, input, Date.now());
    return answerRequest(context, input);
  }
}
