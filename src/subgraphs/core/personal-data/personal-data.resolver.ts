import { GraphQLString } from 'graphql';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Restricted } from '../../../access/declare';
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
  ): Promise<InstitutionData[] | null> {
    if (!isThemself(context, id)) return null;
    return describeData(context.policy, context.persons.registry, await personalData(context, id), language);
  }
}
