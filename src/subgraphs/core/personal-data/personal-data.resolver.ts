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
import { describeData } from './describe-data';
import { personalData } from './personal-data.store';
import { InstitutionData } from './personal-data.type';

@Resolver(() => Person)
export class PersonalDataResolver {
  @FieldResolver(() => [InstitutionData], {
    nullable: true,
    description: 'For the person: everything that is written about them, by the institution that wrote it, with dates.',
  })
  @Restricted(...PERSON_ROLES)
  async dataByInstitution(
    @Root() { id }: PersonRow,
    @Arg('language', () => GraphQLString, IN_LANGUAGE) language: string | null,
    @Ctx() context: RecordContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<InstitutionData[] | null> {
    if (!isThemself(context, id)) return null;
    const data = describeData(context.policy, context.persons.registry, await personalData(context, id), language);
    for (const [index, { isComplete, records }] of data.entries()) {
      if (!isComplete) context.incomplete.add([...answerPath(info.path), index], records.length);
    }
    return data;
  }
}
