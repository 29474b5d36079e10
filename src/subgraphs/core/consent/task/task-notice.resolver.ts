import { Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { Restricted } from '../../../../access/declare';
import type { LiveSignal } from '../../../../platform/live/live-event';
import type { LiveSource } from '../../../../platform/live/live-source';
import type { RecordContext } from '../../../../records/record-context';
import { liveEvents } from '../../live/live-events-of';
import { WithdrawalTaskNotice } from './task-notice.type';
import { taskWaiting } from './withdrawal-task.store';

@Resolver()
export class TaskNoticeResolver {
  @Subscription(() => WithdrawalTaskNotice, {
    nullable: true,
    description: 'Tasks after withdrawals for the own institution: when there is a new one, and when its time is over.',
    subscribe: ({ context }: { context: RecordContext }): LiveSource =>
      liveEvents(context).subscribe('TASK', { institution: context.asking.institution! }),
  })
  @Restricted('counsellor', 'case-manager', 'service', 'data-protection-officer')
  async withdrawalTaskDue(
    @Root() signal: LiveSignal,
    @Ctx() context: RecordContext,
  ): Promise<WithdrawalTaskNotice | null> {
    if (signal === 'RELOAD') return { kind: 'RELOAD', task: null };
    const task = await taskWaiting(context, signal.id);
    return task && { kind: task.state === 'OVERDUE' ? 'OVERDUE' : 'NEW', task };
  }
}
