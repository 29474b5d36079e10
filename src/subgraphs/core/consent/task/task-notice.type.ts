import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../../access/declare';
import { graphqlEnum } from '../../../../platform/graphql-enum';
import { WithdrawalTask } from './withdrawal-task.type';

export const TaskNoticeKindEnum = graphqlEnum('WithdrawalTaskNoticeKind', 'Why there is a notice.', {
  NEW: 'There is a new task.',
  OVERDUE: 'The time for a task is over and nobody has acknowledged it.',
  RELOAD: 'Notices may have been missed: read everything again.',
});
export type TaskNoticeKind = keyof typeof TaskNoticeKindEnum;

@ObjectType({ description: 'A task after a withdrawal that waits for the own institution.' })
@Open('Read anew for each subscriber with their own rights; who may not know of the task gets no notice.')
export class WithdrawalTaskNotice {
  @Field(() => TaskNoticeKindEnum, { description: 'What has happened.' })
  kind: TaskNoticeKind;

  @Field(() => WithdrawalTask, { nullable: true, description: 'The task as it is now; null for RELOAD.' })
  task: WithdrawalTask | null;
}
