import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Protected } from '../../../access/declare';
import { pathPattern } from '../../../access/guard/path-pattern';
import { loaderOf } from '../../../records/loader-of';
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
  members(
    @Root() household: Household,
    @Ctx() context: RecordContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonRow[]> {
    return membersLoader(context, info).load(household.id);
  }
}

function membersLoader(context: RecordContext, info: GraphQLResolveInfo): DataLoader<string, PersonRow[]> {
  return loaderOf(
    context,
    // By place, not by syntax: one fragment in two places may be merged with different further fields.
    `household members ${pathPattern(info.path)}`,
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const { persons, cursors } = await context.persons.load(context, info, [[]], householdMembers(context, ids));
        const rows = persons.map((person, index) => ({ person, household: cursors[index] }));
        return ids.map((id) => rows.filter(({ household }) => household === id).map(({ person }) => person));
      }),
  );
}
