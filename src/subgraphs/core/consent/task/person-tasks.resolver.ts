import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Open } from '../../../../access/declare';
import { byPerson } from '../../../../records/loader-of';
import type { PersonRow } from '../../../../records/read/load-persons';
import type { RecordContext } from '../../../../records/record-context';
import { Person } from '../../person/person.type';
import { tasksOf } from './withdrawal-task.store';
import { WithdrawalTask } from './withdrawal-task.type';

@Resolver(() => Person)
export class PersonTasksResolver {
  @FieldResolver(() => [WithdrawalTask], {
    description:
      'What institutions had to do after withdrawals, newest first: all for the person, the own for an institution.',
  })
  @Open('Row level security chooses: the person, and the institution that received the data.')
  withdrawalTasks(@Root() { id }: PersonRow, @Ctx() context: RecordContext): Promise<WithdrawalTask[]> {
    return byPerson(context, tasksOf).load(id);
  }
}
