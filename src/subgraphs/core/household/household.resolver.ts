import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Protected } from '../../../access/declare';
import { answerPath } from '../../../access/disputed';
import { pathPattern } from '../../../access/guard/path-pattern';
import { rowsLoader } from '../../../records/loader-of';
import type { PersonRow } from '../../../records/read/load-persons';
import type { RecordContext } from '../../../records/record-context';
import { householdMembers } from '../person/find-persons';
import { Person } from '../person/person.type';
import { Household } from './household.record';

@Resolver(() => Household)
export class HouseholdResolver {
  @FieldResolver(() => [Person], {
    nullable: true,
    description:
      'The members whom the caller may know of, each decided on their own. One statement for all households.',
  })
  @Protected('HOUSEHOLD')
  async members(
    @Root() household: Household,
    @Ctx() context: RecordContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonRow[]> {
    const found = await membersLoader(context, info).load(household.id);
    if (found[0] && found[0].members > found.length) context.incomplete.add(answerPath(info.path), found.length);
    return found.map(({ person }) => person);
  }
}

function membersLoader(context: RecordContext, info: GraphQLResolveInfo) {
  // By place, not by syntax: one fragment in two places may be merged with different further fields.
  return rowsLoader(
    context,
    `household members ${pathPattern(info.path)}`,
    async (ids) => {
      const { persons, cursors } = await context.persons.load(context, info, [[]], householdMembers(context, ids));
      return persons.map((person, index) => {
        const [household, members] = cursors[index]!.split(' ');
        return { person, household, members: Number(members) };
      });
    },
    ({ household }) => household,
  );
}
