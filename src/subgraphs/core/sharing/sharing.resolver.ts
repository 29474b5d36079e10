import { GraphQLString } from 'graphql';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { isThemself } from '../../../access/request-context';
import { PERSON_ROLES } from '../../../access/vocabulary';
import { IN_LANGUAGE } from '../../../records/api/in-language';
import type { PersonRow } from '../../../records/read/load-persons';
import type { RecordContext } from '../../../records/record-context';
import { Person } from '../person/person.type';
import { describeSharing } from './describe-sharing';
import { sharingFacts } from './sharing.store';
import { InstitutionSharing } from './sharing.type';

@Resolver(() => Person)
export class SharingResolver {
  @FieldResolver(() => [InstitutionSharing], {
    nullable: true,
    description:
      'For the person: every institution, and what it could see at this moment of what others wrote. Starts from nothing.',
  })
  @Restricted(...PERSON_ROLES)
  async sharing(
    @Root() { id }: PersonRow,
    @Arg('language', () => GraphQLString, IN_LANGUAGE) language: string | null,
    @Ctx() context: RecordContext,
  ): Promise<InstitutionSharing[] | null> {
    if (!isThemself(context, id)) return null;
    return describeSharing(context.policy, context.persons.registry, await sharingFacts(context, id), language);
  }
}
