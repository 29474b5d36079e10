import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { CategoryEnum, enumOf } from '../../../access/record-access.type';
import { CONSENT_CATEGORIES, CONSENT_STATES, INSTITUTIONS, PURPOSE_NAMES } from '../../../access/vocabulary';
import { DateTimeScalar } from '../../../platform/scalars';

export const ConsentStateEnum = enumOf(CONSENT_STATES);
registerEnumType(ConsentStateEnum, {
  name: 'ConsentState',
  description: 'Only GIVEN and RENEWED let data through (W3C Data Privacy Vocabulary).',
});

export const ConsentCategoryEnum = enumOf(CONSENT_CATEGORIES);
registerEnumType(ConsentCategoryEnum, { name: 'ConsentCategory', description: 'Category that a consent can name.' });

export const PurposeEnum = enumOf(PURPOSE_NAMES);
registerEnumType(PurposeEnum, { name: 'Purpose', description: 'Purpose of processing (Zweck, Art. 5(1)(b) GDPR).' });

/** Institution ids have hyphens, which GraphQL enums cannot have; they travel as text and are checked. */
export const isInstitution = (id: string): boolean => INSTITUTIONS.some((known) => known === id);

/** A consent (Einwilligung, Art. 4 No. 11 GDPR). */
@ObjectType({
  description: 'A consent: which institutions may see which data of the person for which purposes, until when.',
})
@Open(
  'Loaded only for the person, the institutions that it names or that captured it, and their data protection officers.',
)
export class Consent {
  @Field(() => GraphQLID)
  id: string;

  @Field(() => GraphQLInt, { description: 'Counts the changes of the consent.' })
  version: number;

  @Field(() => ConsentStateEnum, { description: 'State now; a consent whose time is over is EXPIRED.' })
  state: string;

  @Field(() => [GraphQLString], { description: 'Institutions that may receive the data.' })
  recipients: string[];

  @Field(() => [CategoryEnum], { description: 'Data categories.' })
  categories: string[];

  @Field(() => [PurposeEnum], { description: 'Purposes.' })
  purposes: string[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person gave it.' })
  givenAt: string | null;

  @Field(() => DateTimeScalar, { description: 'First moment at which it holds.' })
  validFrom: string;

  @Field(() => DateTimeScalar, { description: 'First moment at which it no longer holds.' })
  validUntil: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was withdrawn or ended otherwise.' })
  endedAt: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'Institution that took it down; null if the person did it themself.',
  })
  capturedBy: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Language of the wording (BCP 47).' })
  language: string | null;
}
