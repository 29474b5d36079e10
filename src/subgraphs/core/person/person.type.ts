import { Directive, Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { RecordAccess } from '../../../access/record-access.type';
import { PERSON, PersonReference } from '../../../records/api/person-type';

/** The person as the core subgraph knows them; the other subgraphs add the records of their institutions. */
@ObjectType('Person', { description: PERSON, simpleResolvers: true })
@Directive('@key(fields: "id")')
export class Person extends PersonReference {
  @Field(() => [RecordAccess], {
    description: 'What the caller may see of this person for the stated purpose, and why.',
  })
  @Open('Describes decisions; the same answer whether or not a value exists.')
  access: RecordAccess[];
}
