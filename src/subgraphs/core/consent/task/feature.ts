import type { Feature } from '../../../feature';
import { PersonTasksResolver } from './person-tasks.resolver';
import { TaskNoticeResolver } from './task-notice.resolver';
import { WithdrawalTaskResolver } from './withdrawal-task.resolver';
import { WITHDRAWAL_TASK_TABLE, CLOCK_MARK_TABLE } from './withdrawal-task.table';

export const withdrawalTask: Feature = {
  name: 'consent-task',
  tables: [WITHDRAWAL_TASK_TABLE, CLOCK_MARK_TABLE],
  resolvers: [WithdrawalTaskResolver, PersonTasksResolver],
  live: [TaskNoticeResolver],
};
