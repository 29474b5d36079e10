import { GraphQLID, GraphQLInt, GraphQLString, type GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { PERSON_ROLES } from '../../../access/vocabulary';
import { connectionType, pageConnection, type Connection } from '../../../records/api/connection';
import { decodeTimeCursor } from '../../../records/api/cursor';
import { AFTER, FIRST, pageSize } from '../../../records/api/page';
import { checkId } from '../../../records/check-id';
import { fieldsBelow } from '../../../records/read/selected-fields';
import type { RecordContext } from '../../../records/record-context';
import { personById } from '../../../records/read/persons-by-id';
import { followCode } from './follow-code';
import { answerLink, linkPage, unlink, type LinkRow } from './link.store';
import { Link, LinkOutcome, LinkPersonInput, LinkState } from './link.type';

const LinkConnection = connectionType('Link', () => Link);

@Resolver()
export class LinkResolver {
  @Mutation(() => LinkOutcome, {
    nullable: true,
    description:
      'Links your institution to the person whose booklet has this code: at once where you record that the person is present, otherwise when the person confirms it.',
  })
  @Restricted('counsellor', 'case-manager')
  async linkPerson(
    @Arg('input', () => LinkPersonInput, { description: 'The code of the booklet, and whether the person is present.' })
    input: LinkPersonInput,
    @Ctx() context: RecordContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LinkOutcome> {
    const link = await followCode(context, input);
    const isAsked = fieldsBelow(info, []).some(({ name }) => name === 'person');
    if (link.state !== 'ACTIVE' || !isAsked) return { link, person: null };
    const { persons } = await context.persons.load(context, info, [['person']], personById(link.personId));
    return { link, person: persons[0] ?? null };
  }

  @Mutation(() => Link, {
    nullable: true,
    description:
      'The person, or their guardian, confirms that an institution is linked to them; below 15 only the guardian.',
  })
  @Restricted(...PERSON_ROLES)
  confirmLink(
    @Arg('id', () => GraphQLID, { description: 'The link, as `openRequests` names it.' }) id: string,
    @Ctx() context: RecordContext,
  ): Promise<LinkRow> {
    return answerLink(context, checkId(id, 'link'), true);
  }

  @Mutation(() => Link, {
    nullable: true,
    description: 'The person, or their guardian, refuses it. The institution learns nothing.',
  })
  @Restricted(...PERSON_ROLES)
  refuseLink(
    @Arg('id', () => GraphQLID, { description: 'The link, as `openRequests` names it.' }) id: string,
    @Ctx() context: RecordContext,
  ): Promise<LinkRow> {
    return answerLink(context, checkId(id, 'link'), false);
  }

  @Mutation(() => Link, {
    nullable: true,
    description:
      'Ends a link. The institution takes along what it wrote; to the person and all others it is as before.',
  })
  @Restricted('person', 'counsellor', 'case-manager')
  unlinkPerson(
    @Arg('id', () => GraphQLID, { description: 'The link that ends.' }) id: string,
    @Ctx() context: RecordContext,
  ): Promise<LinkRow> {
    return unlink(context, checkId(id, 'link'));
  }

  @Query(() => LinkConnection, {
    nullable: true,
    description: 'The links that your institution has asked for with the code of a booklet, newest first.',
  })
  @Restricted('counsellor', 'case-manager', 'service', 'data-protection-officer')
  async bookletLinks(
    @Arg('first', () => GraphQLInt, FIRST) first: number,
    @Arg('after', () => GraphQLString, AFTER) after: string | null,
    @Arg('state', () => LinkState, { nullable: true, description: 'Only links in this state; all if left out.' })
    state: LinkState | null,
    @Ctx() context: RecordContext,
  ): Promise<Connection<Link>> {
    const keys = decodeTimeCursor(after);
    const page = await linkPage(context, state ?? null, keys, pageSize(first));
    return pageConnection(page, ({ requestedAt, id }) => [requestedAt, id]);
  }
}
