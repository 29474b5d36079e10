import { GraphQLInt, GraphQLString } from 'graphql';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Restricted } from '../../../../access/declare';
import { connectionType, pageConnection, type Connection } from '../../../../records/api/connection';
import { decodeTimeCursor } from '../../../../records/api/cursor';
import { problem, refuse } from '../../../../records/api/input-problems';
import { AFTER, FIRST, pageSize } from '../../../../records/api/page';
import { checkId } from '../../../../records/check-id';
import type { RecordContext } from '../../../../records/record-context';
import { acknowledgeTask, taskPage } from './withdrawal-task.store';
import { AcknowledgeTaskInput, TaskStateEnum, WithdrawalTask, type TaskState } from './withdrawal-task.type';

const WithdrawalTaskConnection = connectionType('WithdrawalTask', () => WithdrawalTask);

const STAFF = ['counsellor', 'case-manager', 'service'] as const;

@Resolver()
export class WithdrawalTaskResolver {
  @Query(() => WithdrawalTaskConnection, {
    nullable: true,
    description: 'What your institution has to do after withdrawals, oldest first.',
  })
  @Restricted(...STAFF, 'data-protection-officer')
  async withdrawalTasks(
    @Arg('first', () => GraphQLInt, FIRST) first: number,
    @Arg('after', () => GraphQLString, AFTER) after: string | null,
    @Arg('state', () => TaskStateEnum, { nullable: true, description: 'Only tasks in this state; all if left out.' })
    state: TaskState | null,
    @Ctx() context: RecordContext,
  ): Promise<Connection<WithdrawalTask>> {
    const keys = decodeTimeCursor(after);
    const page = await taskPage(context, state ?? null, keys, pageSize(first));
    return pageConnection(page, ({ createdAt, id }) => [createdAt, id]);
  }

  @Mutation(() => WithdrawalTask, {
    nullable: true,
    description: 'Says what your institution has done with the data. The person can read it.',
  })
  @Restricted(...STAFF)
  acknowledgeTask(
    @Arg('input', () => AcknowledgeTaskInput, { description: 'Which task is done, and what you did with the data.' })
    input: AcknowledgeTaskInput,
    @Ctx() context: RecordContext,
  ): Promise<WithdrawalTask> {
    checkId(input.id, 'task');
    checkReason(input);
    return acknowledgeTask(context, input);
  }
}

const LONGEST_REASON = 1_000;

/** Not to erase is the exception, and needs a law (Art. 17(3) GDPR). */
function checkReason({ measure, legalReason }: AcknowledgeTaskInput): void {
  const reason = legalReason?.trim() ?? '';
  const message =
    measure === 'RESTRICT'
      ? reason.length >= 1 && reason.length <= LONGEST_REASON
        ? null
        : `must name the law that forbids to erase, in at most ${LONGEST_REASON} characters`
      : legalReason == null
        ? null
        : 'must be left out unless the measure is RESTRICT';
  if (message === null) return;
  refuse('acknowledgement', [problem('legalReason', reason === '' ? 'REQUIRED' : 'OUT_OF_RANGE', message)]);
}
