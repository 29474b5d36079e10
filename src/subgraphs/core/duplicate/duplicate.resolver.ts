import type DataLoader from 'dataloader';
import { GraphQLID, GraphQLInt, GraphQLString, type GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Open, Restricted } from '../../../access/declare';
import { pathPattern } from '../../../access/guard/path-pattern';
import { PERSON_ROLES } from '../../../access/vocabulary';
import { connectionType, pageConnection, type Connection } from '../../../records/api/connection';
import { decodeKeys } from '../../../records/api/cursor';
import { AFTER, FIRST, pageSize } from '../../../records/api/page';
import { checkId } from '../../../records/check-id';
import { rowLoader } from '../../../records/loader-of';
import type { PersonRow } from '../../../records/read/load-persons';
import { personsById } from '../../../records/read/persons-by-id';
import type { RecordContext } from '../../../records/record-context';
import { isUuid } from '../../../records/uuid-kind';
import { Person } from '../person/person.type';
import { answerMerge, confirmWithBooklet } from './confirm-merge';
import { distinguish, merge, split } from './decide-duplicate';
import { pairPage } from './duplicate.store';
import {
  ConfirmMergeInput,
  DecideDuplicateInput,
  DuplicatePair,
  DuplicateStateEnum,
  MergeAnswer,
  MergePersonsInput,
  type DuplicateState,
} from './duplicate.type';

const DuplicatePairConnection = connectionType('DuplicatePair', () => DuplicatePair);

const STAFF = ['counsellor', 'case-manager', 'service'] as const;

@Resolver(() => DuplicatePair)
export class DuplicateResolver {
  @Query(() => DuplicatePairConnection, {
    nullable: true,
    description:
      'Registrations that may be of one human, the most alike first: where what you may read of both makes them so, and all ' +
      'for the reviewers whom the policy names.',
  })
  @Restricted(...STAFF)
  async duplicatePairs(
    @Arg('first', () => GraphQLInt, FIRST) first: number,
    @Arg('after', () => GraphQLString, AFTER) after: string | null,
    @Arg('state', () => DuplicateStateEnum, {
      nullable: true,
      description: 'Only pairs of which this was decided last; all if left out.',
    })
    state: DuplicateState | null,
    @Ctx() context: RecordContext,
  ): Promise<Connection<DuplicatePair>> {
    const keys = decodeKeys(after, (found) => found.length === 2 && /^\d{1,3}$/.test(found[0]!) && isUuid(found[1]));
    const page = await pairPage(context, state ?? null, keys, pageSize(first));
    return pageConnection(page, ({ score, id }) => [String(score), id]);
  }

  @Mutation(() => DuplicatePair, {
    nullable: true,
    description: 'They are two humans. Nobody is asked about them again.',
  })
  @Restricted('counsellor', 'case-manager')
  distinguishPersons(
    @Arg('input', () => DecideDuplicateInput, { description: 'Which pair are two humans, and why.' })
    input: DecideDuplicateInput,
    @Ctx() context: RecordContext,
  ): Promise<DuplicatePair> {
    return distinguish(context, input);
  }

  @Mutation(() => DuplicatePair, {
    nullable: true,
    description:
      'They are one human. The person confirms it, or another institution that has the booklet; then all records, consents, ' +
      'requests and tasks go on under one id. Can be taken back with splitPersons, before and after.',
  })
  @Restricted('counsellor', 'case-manager')
  mergePersons(
    @Arg('input', () => MergePersonsInput, {
      description: 'Which pair is one human, why, and under which id they go on.',
    })
    input: MergePersonsInput,
    @Ctx() context: RecordContext,
  ): Promise<DuplicatePair> {
    return merge(context, input);
  }

  @Mutation(() => DuplicatePair, {
    nullable: true,
    description: 'They are two humans after all: a proposal ends, and what a merge has moved returns to where it was.',
  })
  @Restricted('counsellor', 'case-manager')
  splitPersons(
    @Arg('input', () => DecideDuplicateInput, { description: 'Which pair are two humans after all, and why.' })
    input: DecideDuplicateInput,
    @Ctx() context: RecordContext,
  ): Promise<DuplicatePair> {
    return split(context, input);
  }

  @Mutation(() => MergeAnswer, {
    nullable: true,
    description:
      'The person, or their guardian, confirms that two registrations are theirs; below 15 only the guardian. It counts for ' +
      'the registration with whose login it is said; the other one may need a confirmation of its own.',
  })
  @Restricted(...PERSON_ROLES)
  confirmMerge(
    @Arg('id', () => GraphQLID, { description: 'The proposal, as `openRequests` names it.' }) id: string,
    @Ctx() context: RecordContext,
  ): Promise<MergeAnswer> {
    return answerMerge(context, checkId(id, 'proposal'), true);
  }

  @Mutation(() => MergeAnswer, {
    nullable: true,
    description: 'The person, or their guardian, says that the other registration is of somebody else.',
  })
  @Restricted(...PERSON_ROLES)
  refuseMerge(
    @Arg('id', () => GraphQLID, { description: 'The proposal, as `openRequests` names it.' }) id: string,
    @Ctx() context: RecordContext,
  ): Promise<MergeAnswer> {
    return answerMerge(context, checkId(id, 'proposal'), false);
  }

  @Mutation(() => MergeAnswer, {
    nullable: true,
    description:
      'Confirms for a person who is present with the booklet what another institution has proposed: that they were ' +
      'registered twice. It counts for the registration of the booklet.',
  })
  @Restricted('counsellor', 'case-manager')
  confirmMergeWithBooklet(
    @Arg('input', () => ConfirmMergeInput, { description: 'The code of the booklet, and that the person is present.' })
    input: ConfirmMergeInput,
    @Ctx() context: RecordContext,
  ): Promise<MergeAnswer> {
    return confirmWithBooklet(context, input);
  }

  @FieldResolver(() => [Person], {
    description: 'Those of the two whom you may know of, each decided on their own; after a merge the one.',
  })
  @Open('Each person and each record is decided like anywhere else.')
  async persons(
    @Root() { personIds }: DuplicatePair,
    @Ctx() context: RecordContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonRow[]> {
    const persons = await personLoader(context, info).loadMany([...personIds]);
    return persons.filter((person): person is PersonRow => person !== null && !(person instanceof Error));
  }
}

function personLoader(context: RecordContext, info: GraphQLResolveInfo): DataLoader<string, PersonRow | null> {
  return rowLoader(context, `duplicate persons ${pathPattern(info.path)}`, async (ids) => {
    const { persons } = await context.persons.load(context, info, [[]], personsById(ids));
    return persons;
  });
}
