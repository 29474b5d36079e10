import { GraphQLID } from 'graphql';
import { Directive, Field, ObjectType } from 'type-graphql';
import { Open, Protected } from '../../access/declare';
import { declarationOf, type RecordClass } from '../declaration';

/** What a `Person` is, in the words of every subgraph. */
export const PERSON =
  'A person, as far as you may know of them. Who receives what of their records is said at the type of the records.';

/** `Person` as every subgraph knows it: the id by which the subgraphs meet. */
@ObjectType({ description: PERSON })
export abstract class PersonReference {
  @Field(() => GraphQLID, {
    description: 'By which all institutions mean the same person; belongs to the hub, not to an office.',
  })
  @Open('An institution that sees this id knows the person already; others get "no such person".')
  id: string;
}

/**
 * Gives a subgraph's `Person` one field for each of its record types. Every subgraph needs a class of its own: two
 * schemas that share one leak their fields into each other.
 */
export function addRecordFields(person: RecordClass, records: readonly RecordClass[]): void {
  for (const record of records) {
    const { author, category, dataDay, onPerson, description } = declarationOf(record);
    if (!onPerson || !category) continue;
    const { field, many } = onPerson;
    const prototype = person.prototype as object;
    Field(() => (many ? [record] : record), { nullable: true, description })(prototype, field);
    Protected(category, author === 'EACH' ? undefined : author, dataDay)(prototype, field);
  }
}

/** A subgraph's `Person` that has nothing but the fields of its records. */
export function personType(records: readonly RecordClass[]): RecordClass {
  @ObjectType('Person', { description: PERSON })
  @Directive('@key(fields: "id")')
  class Person extends PersonReference {}
  addRecordFields(Person, records);
  return Person;
}
