import { GraphQLJSONObject } from 'graphql-scalars';
import { Ctx, Query, Resolver } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { PERSON_ROLES } from '../../../access/vocabulary';
import { noSuchPerson } from '../../../platform/errors';
import type { RecordContext } from '../../../records/record-context';
import { personExport, type PersonExport } from './person-export.store';

@Resolver()
export class PersonExportResolver {
  @Query(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'Everything that the hub holds about the person who asks, to keep or to take elsewhere (Art. 15 and 20 GDPR); for a ' +
      'guardian about the minor, without what is under professional secrecy. The document names its JSON Schema, which ' +
      'the hub serves.',
  })
  @Restricted(...PERSON_ROLES)
  myExport(@Ctx() context: RecordContext): Promise<PersonExport> {
    const { caller } = context;
    if (caller.kind !== 'person') throw noSuchPerson();
    return personExport(context, caller.personId);
  }
}
