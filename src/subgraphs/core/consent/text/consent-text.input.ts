import { GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import type { Purpose } from '../../../../access/vocabulary';
import { withKey } from '../../../../records/api/repeatable-input';
import { PurposeEnum } from '../registry/consent.enums';
import { ConsentTextChangeEnum } from './consent-text.type';

@InputType({ description: 'A new wording: a German text begins a version, other languages translate it.' })
export class DraftConsentTextInput extends withKey() {
  @Field(() => PurposeEnum, { description: 'The purpose for which it asks.' })
  purpose: Purpose;

  @Field(() => GraphQLString, { description: 'Language (BCP 47); de is the binding one.' })
  language: string;

  @Field(() => GraphQLInt, {
    nullable: true,
    description: 'For translations: the German version that it translates; the newest if left out.',
  })
  version?: number | null;

  @Field(() => ConsentTextChangeEnum, { nullable: true, description: 'For German: MATERIAL if left out.' })
  change?: keyof typeof ConsentTextChangeEnum | null;

  @Field(() => GraphQLString, { description: 'Heading of the form.' })
  title: string;

  @Field(() => GraphQLString, { description: 'What the person agrees to.' })
  body: string;

  @Field(() => GraphQLString, { description: 'What happens if the person says no.' })
  ifRefused: string;

  @Field(() => GraphQLString, { description: 'What the person can do afterwards: look, withdraw.' })
  rights: string;
}
