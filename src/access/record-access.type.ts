import { GraphQLInt, GraphQLString } from 'graphql';
import { Directive, Field, ObjectType } from 'type-graphql';
import { graphqlEnum } from '../platform/graphql-enum';
import { DateTimeScalar } from '../platform/scalars';
import { Open } from './declare';
import { CATEGORY_MEANINGS, WITHHELD_REASON_MEANINGS, type Category, type WithheldReason } from './vocabulary';

export const CategoryEnum = graphqlEnum(
  'Category',
  'Data category, by which the policy and consents decide.',
  CATEGORY_MEANINGS,
);

export const WithheldReasonEnum = graphqlEnum(
  'WithheldReason',
  'Why a value is withheld. Whether there is a value is never said.',
  WITHHELD_REASON_MEANINGS,
);

export const AccessDecisionEnum = graphqlEnum('AccessDecision', 'Whether the caller sees the values.', {
  PERMIT: 'The caller sees them, on the basis that is named.',
  WITHHELD: 'The caller sees null, for the reason that is named.',
});

export const AccessBasisEnum = graphqlEnum('AccessBasis', 'What a permit rests on.', {
  OWN_RECORD: 'The institution wrote the record itself.',
  SELF: 'The person looks at their own data (Art. 15 GDPR).',
  REPRESENTATION: 'A guardian looks at the data of the minor whom they represent (section 1629 BGB).',
  CONSENT: 'A consent of the person that is active at this moment.',
  STATUTE: 'A law that the policy names, without consent.',
});

/** One decision in the words of the schema, for front ends that explain a gap or a source. */
@ObjectType({ description: 'The decision about one category of a person for this caller and purpose.' })
@Open('Describes the decision; the same answer whether or not a value exists.')
@Directive('@shareable')
export class RecordAccess {
  @Field(() => GraphQLString, { description: 'The field of Person that the decision is about.' })
  field: string;

  @Field(() => CategoryEnum, { description: 'The category of the data behind that field.' })
  category: Category;

  @Field(() => AccessDecisionEnum, { description: 'Whether you see the values.' })
  decision: string;

  @Field(() => WithheldReasonEnum, { nullable: true, description: 'Why not; null when permitted.' })
  reason: WithheldReason | null;

  @Field(() => AccessBasisEnum, { nullable: true, description: 'What the permit rests on; null when withheld.' })
  basis: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'Id of the statute in the policy, where the basis is one.',
  })
  statute: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Id of the consent, where the basis is one.' })
  consentId: string | null;

  @Field(() => GraphQLInt, { nullable: true, description: 'The version of that consent that was in force.' })
  consentVersion: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the permit ends, if it has an end.' })
  until: string | null;
}
