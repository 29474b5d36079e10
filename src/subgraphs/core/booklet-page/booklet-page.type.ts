import { GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { DateScalar, DateTimeScalar } from '../../../platform/scalars';
import { PersonalRecord } from '../personal-data/personal-data.type';

const VISIBLE = 'Made only for the person concerned.';

@ObjectType({ description: 'Whom the person, or an institution with their consent, can turn to.' })
@Open(VISIBLE)
export class PageContact {
  @Field(() => GraphQLString, { description: 'Name as it is shown.' })
  name: string;

  @Field(() => GraphQLString, { nullable: true, description: 'What they are there for.' })
  function: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Since when they accompany the person.' })
  since: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Their own telephone number, else that of the office.' })
  phone: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'E-mail address of their own.' })
  email: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Name of the office.' })
  office: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Where the office is, in one line.' })
  address: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'When the office is open.' })
  openingHours: string | null;
}

@ObjectType({ description: 'The page of one institution in the booklet: whom to turn to there, and what it wrote.' })
@Open(VISIBLE)
export class BookletPageSection {
  @Field(() => GraphQLString, { description: 'Id of the institution, e.g. `jobcenter`.' })
  institution: string;

  @Field(() => GraphQLString, { description: 'Its name as the person knows it.' })
  institutionLabel: string;

  @Field(() => [PageContact], { description: 'Contact persons (Ansprechpartner).' })
  contactPersons: PageContact[];

  @Field(() => [PersonalRecord], { description: 'What the institution wrote, by type, the newest first.' })
  records: PersonalRecord[];
}

/** The content of the companion booklet (Begleitheft), as the person carries it from one institution to the next. */
@ObjectType({ description: 'The content of the companion booklet, section by section.' })
@Open(VISIBLE)
export class BookletPage {
  @Field(() => GraphQLString, {
    nullable: true,
    description: 'Given and family name, as last written.',
  })
  name: string | null;

  @Field(() => DateTimeScalar, { description: 'When this page was put together; later changes are not on it.' })
  asOf: Date;

  @Field(() => [BookletPageSection], {
    description: 'One for each institution that wrote something or has a contact person for the person.',
  })
  sections: BookletPageSection[];
}
