import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { enumOf } from '../../../access/record-access.type';
import { WithdrawalTask } from './withdrawal-task.type';

export const TaskNoticeKindEnum = enumOf(['NEW', 'OVERDUE', 'RELOAD']);
export type TaskNoticeKind = keyof typeof TaskNoticeKindEnum;
registerEnumType(TaskNoticeKindEnum, {
  name: 'WithdrawalTaskNoticeKind',
  description:
    'There is a new task; its time is over and nobody has acknowledged it; or RELOAD: notices may have been missed, read everything again.',
});

@ObjectType({ description: 'A task after a withdrawal that waits for the own institution.' })
@Open('Read anew for each subscriber with their own rights; who may not know of the task gets no notice.')
export class WithdrawalTaskNotice {
  @Field(() => TaskNoticeKindEnum)
  kind: TaskNoticeKind;

  @Field(() => WithdrawalTask, { nullable: true, description: 'The task as it is now; null for RELOAD.' })
  task: WithdrawalTask | null;
}
