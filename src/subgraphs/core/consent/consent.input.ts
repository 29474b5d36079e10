import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import type { ConsentCategory, Purpose } from '../../../access/vocabulary';
import { DateTimeScalar } from '../../../platform/scalars';
import { ConsentCategoryEnum, PurposeEnum } from './consent.type';

@InputType({ description: 'No blanket consent: each recipient, category and purpose is named.' })
export class GiveConsentInput {
  @Field(() => GraphQLID, {
    nullable: true,
    description: 'The person who consents; left out when the person gives it themself.',
  })
  personId?: string | null;

  @Field(() => [GraphQLString], { description: 'Institutions that may receive the data, e.g. jobcenter.' })
  recipients: string[];

  @Field(() => [ConsentCategoryEnum], { description: 'Data categories.' })
  categories: ConsentCategory[];

  @Field(() => [PurposeEnum], { description: 'Purposes.' })
  purposes: Purpose[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when it holds; at once if left out.' })
  validFrom?: Date | null;

  @Field(() => DateTimeScalar, { description: 'Until when it holds.' })
  validUntil: Date;

  @Field(() => GraphQLString, { nullable: true, description: 'Language of the wording (BCP 47).' })
  language?: string | null;
}

@InputType()
export class WithdrawConsentInput {
  @Field(() => GraphQLID)
  id: string;

  @Field(() => GraphQLInt, {
    nullable: true,
    description: 'The version that you have read; a withdrawal is valid without it.',
  })
  version?: number | null;
}
