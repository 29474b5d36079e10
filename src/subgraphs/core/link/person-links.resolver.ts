import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Open } from '../../../access/declare';
import { byPerson } from '../../../records/loader-of';
import type { PersonRow } from '../../../records/read/load-persons';
import type { RecordContext } from '../../../records/record-context';
import { Person } from '../person/person.type';
import { linksOf, type LinkRow } from './link.store';
import { Link } from './link.type';

@Resolver(() => Person)
export class PersonLinksResolver {
  @FieldResolver(() => [Link], {
    description: 'Which institutions were linked with a code or a list, newest first, and who asks to be.',
  })
  @Open('Row level security chooses: the person, and the institution that is linked.')
  links(@Root() { id }: PersonRow, @Ctx() context: RecordContext): Promise<LinkRow[]> {
    return byPerson(context, linksOf).load(id);
  }
}
