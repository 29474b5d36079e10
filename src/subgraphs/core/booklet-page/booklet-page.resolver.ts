import { GraphQLString, type GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { answerPath } from '../../../access/disputed';
import { isThemself } from '../../../access/request-context';
import { PERSON_ROLES } from '../../../access/vocabulary';
import { IN_LANGUAGE } from '../../../records/api/in-language';
import type { PersonRow } from '../../../records/read/load-persons';
import type { RecordContext } from '../../../records/record-context';
import { Person } from '../person/person.type';
import { personalData } from '../personal-data/personal-data.store';
import { BookletPage } from './booklet-page.type';
import { describePage } from './describe-page';

@Resolver(() => Person)
export class BookletPageResolver {
  @FieldResolver(() => BookletPage, {
    nullable: true,
    description: 'For the person: the content of their booklet, with the contact persons at each institution.',
  })
  @Restricted(...PERSON_ROLES)
  async bookletPage(
    @Root() { id }: PersonRow,
    @Arg('language', () => GraphQLString, IN_LANGUAGE) language: string | null,
    @Ctx() context: RecordContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BookletPage | null> {
    if (!isThemself(context, id)) return null;
    const data = await personalData(context, id);
    if (data.cut.size > 0) context.incomplete.add(answerPath(info.path), data.rows.length);
    return describePage(context.policy, context.persons.registry, data, language, new Date());
  }
}
