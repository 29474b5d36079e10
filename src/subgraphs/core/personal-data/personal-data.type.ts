import { GraphQLBoolean, GraphQLID, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { CategoryEnum } from '../../../access/record-access.type';
import { DisputeNote } from '../../../records/dispute-note.type';
import { DateTimeScalar } from '../../../platform/scalars';

const VISIBLE = 'Made only for the person concerned.';

@ObjectType({ description: 'A value of a record. Values that were never written are left out.' })
@Open(VISIBLE)
export class PersonalValue {
  @Field(() => GraphQLString, { description: 'Name of the field, e.g. course.title.' })
  name: string;

  @Field(() => GraphQLString, { description: 'What the field means.' })
  label: string;

  @Field(() => GraphQLString, { description: 'The value in plain words.' })
  value: string;
}

@ObjectType({ description: 'A record about the person, whatever its type.' })
@Open(VISIBLE)
export class PersonalRecord {
  @Field(() => GraphQLID, { description: 'By which the hub knows the record; name it in a request about the record.' })
  id: string;

  @Field(() => GraphQLString, { description: 'Name of the type in this schema, e.g. LanguageEnrolment.' })
  type: string;

  @Field(() => GraphQLString, { description: 'What records of this type are.' })
  description: string;

  @Field(() => CategoryEnum, { description: 'Data category of the record, by which consents open it.' })
  category: string;

  @Field(() => GraphQLString, { description: 'The category in plain words.' })
  categoryLabel: string;

  @Field(() => DateTimeScalar, { description: 'When it was written down.' })
  recordedAt: string;

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  updatedAt: string;

  @Field(() => [PersonalValue], { description: 'What the record says, field by field.' })
  values: PersonalValue[];

  @Field(() => [DisputeNote], { description: 'Notes with which you dispute it; everybody who sees it sees them.' })
  disputes: DisputeNote[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Since when it is stored only and nobody else sees it (Art. 18 GDPR); null where it is not restricted.',
  })
  restrictedAt: string | null;
}

/** The right of access (Auskunftsrecht, Art. 15 GDPR, section 83 SGB X): every record with its source and date. */
@ObjectType({ description: 'Everything that one institution has written about the person.' })
@Open(VISIBLE)
export class InstitutionData {
  @Field(() => GraphQLString, { description: 'The institution that wrote the records.' })
  institution: string;

  @Field(() => GraphQLString, { description: 'Its name as the person knows it.' })
  institutionLabel: string;

  @Field(() => GraphQLBoolean, {
    description:
      'False where there are more than 1,000 records of a type: then the newest are here, and all in `myExport`.',
  })
  isComplete: boolean;

  @Field(() => [PersonalRecord], { description: 'By type, the newest first.' })
  records: PersonalRecord[];
}
