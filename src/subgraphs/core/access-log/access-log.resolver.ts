import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { PERSON_ROLES } from '../../../access/vocabulary';
import { DateTimeScalar } from '../../../platform/scalars';
import { connectionType, pageConnection, type Connection } from '../../../records/api/connection';
import { decodeKeys, INSTANT } from '../../../records/api/cursor';
import { IN_LANGUAGE } from '../../../records/api/in-language';
import { AFTER, FIRST, pageSize } from '../../../records/api/page';
import { checkPersonId } from '../../../records/check-id';
import type { RecordContext } from '../../../records/record-context';
import { AccessEntry } from './access-entry.type';
import { accessLogPage } from './access-log.store';

const AccessEntryConnection = connectionType('AccessEntry', () => AccessEntry);

@Resolver()
export class AccessLogResolver {
  @Query(() => AccessEntryConnection, {
    nullable: true,
    description:
      'Who looked, newest first: for a person at their own data, for a data protection officer in their institution; of a period if asked.',
  })
  @Restricted(...PERSON_ROLES, 'data-protection-officer')
  async accessLog(
    @Arg('first', () => GraphQLInt, FIRST) first: number,
    @Arg('after', () => GraphQLString, AFTER) after: string | null,
    @Arg('from', () => DateTimeScalar, {
      nullable: true,
      description: 'Entries from this moment on; from the oldest if left out.',
    })
    from: Date | null,
    @Arg('until', () => DateTimeScalar, {
      nullable: true,
      description: 'Entries before this moment; to the newest if left out.',
    })
    until: Date | null,
    @Arg('personId', () => GraphQLID, { nullable: true, description: 'For data protection officers.' })
    personId: string | null,
    @Arg('language', () => GraphQLString, IN_LANGUAGE) language: string | null,
    @Ctx() context: RecordContext,
  ): Promise<Connection<AccessEntry>> {
    const limit = pageSize(first);
    const filter = {
      personId: concerned(context, personId),
      from: from ?? null,
      until: until ?? null,
      after: decodeKeys(after, (keys) => keys.length === 2 && INSTANT.test(keys[0]!) && /^\d{1,18}$/.test(keys[1]!)),
    };
    const page = await accessLogPage(context, filter, limit, language);
    return pageConnection(page, ({ at, id }) => [at, id]);
  }
}

/** A person sees only entries about themself, whatever they ask for. */
function concerned({ caller }: RecordContext, personId: string | null | undefined): string | null {
  if (caller.kind === 'person') return caller.personId;
  if (personId === null || personId === undefined) return null;
  return checkPersonId(personId);
}
