import { GraphQLID, GraphQLInt, GraphQLString, type GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Open, Restricted } from '../../../access/declare';
import { answerPath } from '../../../access/disputed';
import { onRecord } from '../../../access/log/refusal';
import { describeDecision } from '../../../access/guard/person-records';
import { RecordAccess } from '../../../access/record-access.type';
import { GeleitError, noSuchPerson } from '../../../platform/errors';
import { asConnection, connectionType, NODE_PATHS, type Connection } from '../../../records/api/connection';
import { decodeCursor, encodeCursor } from '../../../records/api/cursor';
import { AFTER, FIRST, pageSize } from '../../../records/api/page';
import { checkPersonId } from '../../../records/check-id';
import { dayColumn } from '../../../records/declaration';
import type { RecordContext } from '../../../records/record-context';
import type { PersonFinder } from '../../../records/read/person-statement';
import type { PersonRow } from '../../../records/read/load-persons';
import { personById } from '../../../records/read/persons-by-id';
import { knownPersons, personByBooklet, personByFileNumber, personsByIdentity, personsByName } from './find-persons';
import { PersonFilter, PersonOrder, PersonSearch, RegisterPersonInput } from './person.input';
import { Person } from './person.type';
import { registerPerson } from './register-person.store';

const PersonConnection = connectionType(
  'Person',
  () => Person,
  'How many the caller may know of; never counts others. With a filter, above 100, rounded down to hundreds.',
);

const STAFF = ['counsellor', 'case-manager', 'service'] as const;

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, {
    nullable: true,
    description: 'One person by id. Unknown persons and those you have nothing to do with answer alike.',
  })
  @Restricted(...STAFF)
  person(
    @Arg('id', () => GraphQLID, { description: 'Id of the person in the hub.' }) id: string,
    @Ctx() context: RecordContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonRow> {
    return this.one(context, info, personById(checkPersonId(id)));
  }

  @Query(() => Person, { nullable: true, description: 'The person who asks.' })
  @Restricted('person')
  me(@Ctx() context: RecordContext, @Info() info: GraphQLResolveInfo): Promise<PersonRow> {
    if (context.caller.kind !== 'person') throw noSuchPerson();
    return this.one(context, info, personById(context.caller.personId));
  }

  @Query(() => Person, {
    nullable: true,
    description: 'The minor whom the caller represents, named in the header x-represents, as the minor sees themself.',
  })
  @Restricted('guardian')
  represented(@Ctx() context: RecordContext, @Info() info: GraphQLResolveInfo): Promise<PersonRow> {
    if (context.caller.kind !== 'person') throw noSuchPerson();
    return this.one(context, info, personById(context.caller.personId));
  }

  @Query(() => [Person], {
    nullable: true,
    description:
      'Finds persons by booklet, own file number, or family name and birth date; of more than 20 the first, and `extensions.incomplete` says so.',
  })
  @Restricted(...STAFF)
  async searchPersons(
    @Arg('by', () => PersonSearch, { description: 'What you know of the person.' }) by: PersonSearch,
    @Ctx() context: RecordContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly PersonRow[]> {
    const { persons, hasMore } = await context.persons.load(context, info, [[]], finderFor(context, by));
    if (hasMore) context.incomplete.add(answerPath(info.path), persons.length);
    return persons;
  }

  @Query(() => PersonConnection, {
    nullable: true,
    description: 'The persons whom your institution knows, by a link or an active consent.',
  })
  @Restricted(...STAFF)
  async persons(
    @Arg('first', () => GraphQLInt, FIRST) first: number,
    @Arg('after', () => GraphQLString, AFTER) after: string | null,
    @Arg('filter', () => PersonFilter, { nullable: true, description: 'Only persons that match all of it.' })
    filter: PersonFilter | null,
    @Arg('orderBy', () => PersonOrder, {
      nullable: true,
      description: 'ID if left out; with a filter always FAMILY_NAME.',
    })
    orderBy: PersonOrder | null,
    @Ctx() context: RecordContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PersonRow>> {
    const limit = pageSize(first);
    const { page } = context.persons.selectionOf(info, NODE_PATHS);
    const byIdentity = filter !== null && filter !== undefined ? true : orderBy === 'FAMILY_NAME';
    const finder = byIdentity
      ? personsByIdentity(context, filter ?? {}, limit, decodeCursor(after, 2), page)
      : knownPersons(limit, decodeCursor(after, 1), page);
    const { persons, cursors, hasMore, total } = await context.persons.load(context, info, NODE_PATHS, finder);
    const keys = (cursor: string) => (byIdentity ? (JSON.parse(cursor) as string[]) : [cursor]);
    return asConnection(persons, (index) => encodeCursor(keys(cursors[index]!)), hasMore, total);
  }

  @Mutation(() => Person, {
    nullable: true,
    description: 'Registers a person who is new to the hub. Never merges with a similar person.',
  })
  @Restricted(...STAFF)
  async registerPerson(
    @Arg('input', () => RegisterPersonInput, { description: 'Who the person is, and your own file number for them.' })
    input: RegisterPersonInput,
    @Ctx() context: RecordContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonRow> {
    return this.one(context, info, personById(await registerPerson(context, { ...input })));
  }

  @FieldResolver(() => [RecordAccess])
  @Open('Describes decisions; the same answer whether or not a value exists.')
  access(@Root() person: PersonRow, @Ctx() { persons }: RecordContext): RecordAccess[] {
    return persons.registry.all.flatMap((declaration) => {
      const { author, category, onPerson } = declaration;
      if (!onPerson || !category) return [];
      const by = author === 'EACH' ? null : author;
      const { decision } = person.decisions.decideField(category, by, dayColumn(declaration) !== undefined);
      return describeDecision(decision, onPerson.field);
    });
  }

  private async one(context: RecordContext, info: GraphQLResolveInfo, finder: PersonFinder): Promise<PersonRow> {
    const [person] = (await context.persons.load(context, info, [[]], finder)).persons;
    if (!person) throw onRecord(noSuchPerson());
    return person;
  }
}

function finderFor(context: RecordContext, by: PersonSearch): PersonFinder {
  const { bookletNumber, fileNumber, familyName, birthDate, bornIn } = by;
  const born = birthDate && bornIn ? null : (birthDate ?? bornIn);
  const ways = [bookletNumber, fileNumber, familyName ?? birthDate ?? bornIn].filter(
    (way) => way !== null && way !== undefined,
  );
  if (ways.length === 1) {
    if (bookletNumber) return personByBooklet(context, bookletNumber);
    if (fileNumber) return personByFileNumber(fileNumber);
    if (familyName && born) return personsByName(context, familyName, born);
  }
  throw new GeleitError(
    'INVALID_INPUT',
    'Search by exactly one of: bookletNumber; fileNumber; familyName together with birthDate or bornIn.',
    { problems: [{ path: 'by', code: 'ONE_WAY_ONLY', message: 'must name exactly one way to search' }] },
  );
}
