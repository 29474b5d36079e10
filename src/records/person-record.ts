import { GraphQLID, GraphQLInt } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { RecordAccess } from '../access/record-access.type';
import { Open } from '../access/declare';
import { DisputeNote } from './dispute-note.type';
import { RecordBase } from './record-type';
import { DateTimeScalar } from '../platform/scalars';

/** A record about a person. The subclass declares its table and category; see CONTRIBUTING. */
@ObjectType()
export abstract class PersonRecord extends RecordBase {
  @Field(() => GraphQLID, { nullable: true, description: 'The person whom the record is about.' })
  personId: string | null;

  @Field(() => String, { nullable: true, description: 'The institution that wrote the record.' })
  recordedBy: string | null;

  @Field(() => GraphQLInt, { nullable: true, description: 'Pass it back unchanged when you change the record.' })
  version: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the record was last changed.' })
  updatedAt: string | null;

  @Field(() => [DisputeNote], {
    nullable: true,
    description:
      'Notes with which the person disputes the record or a field of it (section 84(2) SGB X); null without any.',
  })
  disputes: DisputeNote[] | null;

  @Field(() => RecordAccess, { description: 'Why you may see this record.' })
  @Open('Describes the decision, not the person.')
  access: RecordAccess;
}
