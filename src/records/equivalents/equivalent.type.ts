import { GraphQLID, GraphQLString } from 'graphql';
import { Directive, Field, ObjectType } from 'type-graphql';
import { Open } from '../../access/declare';
import { RecordAccess } from '../../access/record-access.type';
import { DateScalar } from '../../platform/scalars';
import { DisputeNote } from '../dispute-note.type';
import { OccasionEnum, type Occasion } from '../occasion';

const GUARDED = 'Made only of records that passed the guard of the field of Person that holds them.';

@ObjectType({ description: 'One field of a record of another institution.' })
@Open(GUARDED)
@Directive('@shareable')
export class EquivalentValue {
  @Field(() => GraphQLString, { description: 'The field of the record, e.g. `status` or `course.title`.' })
  field: string;

  @Field(() => GraphQLString, { description: 'What the record says there, as text.' })
  value: string;
}

@ObjectType({
  description: 'What another institution has recorded on the same occasion, so that it is not done a second time.',
})
@Open(GUARDED)
@Directive('@shareable')
export class Equivalent {
  @Field(() => OccasionEnum, { description: 'On what occasion it was recorded, or is about to be.' })
  occasion: Occasion;

  @Field(() => GraphQLString, { description: 'The type of the record, e.g. `LanguageEnrolment`.' })
  recordType: string;

  @Field(() => GraphQLString, { description: 'The field of Person under which the record is read.' })
  personField: string;

  @Field(() => GraphQLID, { description: 'Id of the record, as under `personField`.' })
  recordId: string;

  @Field(() => GraphQLString, { description: 'The institution that recorded it.' })
  institution: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day that counts for the record, e.g. of the enrolment.',
  })
  day: string | null;

  @Field(() => [EquivalentValue], { description: 'What the record says; what it leaves open is left out.' })
  values: EquivalentValue[];

  @Field(() => [DisputeNote], { nullable: true, description: 'Notes with which the person disputes it.' })
  disputes: DisputeNote[] | null;

  @Field(() => RecordAccess, { description: 'Why you may see it.' })
  access: RecordAccess;
}
