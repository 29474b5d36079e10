import { GraphQLID, GraphQLString } from 'graphql';
import { Directive, Field, ObjectType } from 'type-graphql';
import { Open } from '../access/declare';
import { DateTimeScalar } from '../platform/scalars';

/** A note with which the person disputes a value; it travels with the value (section 84(2) SGB X). */
@ObjectType({ description: 'A note with which the person disputes a record or one field of it.' })
@Open('Lies in a record that is itself withheld when its category is.')
@Directive('@shareable')
export class DisputeNote {
  @Field(() => GraphQLID, { description: 'The request of kind DISPUTE that put it there.' })
  id: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The field that is disputed; null for the whole record.' })
  field: string | null;

  @Field(() => GraphQLString, { description: 'In the words of the person.' })
  note: string;

  @Field(() => DateTimeScalar, { description: 'When the note was put there.' })
  since: string;
}
