import { GraphQLInt, GraphQLString } from 'graphql';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../platform/scalars';
import { Open } from './declare';
import { CATEGORIES, WITHHELD_REASONS, type Category, type WithheldReason } from './vocabulary';

/** TypeGraphQL registers enums as objects; the vocabulary keeps them as lists. */
export const enumOf = <Word extends string>(words: readonly Word[]): Record<Word, Word> =>
  Object.freeze(Object.fromEntries(words.map((word) => [word, word]))) as Record<Word, Word>;

export const CategoryEnum = enumOf(CATEGORIES);
registerEnumType(CategoryEnum, { name: 'Category', description: 'Data category that the policy and a consent name.' });

export const WithheldReasonEnum = enumOf(WITHHELD_REASONS);
registerEnumType(WithheldReasonEnum, { name: 'WithheldReason', description: 'Why a value is withheld.' });

export const AccessDecisionEnum = enumOf(['PERMIT', 'WITHHELD']);
registerEnumType(AccessDecisionEnum, { name: 'AccessDecision', description: 'Whether the caller sees the values.' });

export const AccessBasisEnum = enumOf(['OWN_RECORD', 'SELF', 'REPRESENTATION', 'CONSENT', 'STATUTE']);
registerEnumType(AccessBasisEnum, { name: 'AccessBasis', description: 'What a permit rests on.' });

/** One decision in the words of the schema, for front ends that explain a gap or a source. */
@ObjectType({ description: 'The decision about one category of a person for this caller and purpose.' })
@Open('Describes the decision; the same answer whether or not a value exists.')
@Directive('@shareable')
export class RecordAccess {
  @Field(() => GraphQLString, { description: 'The field of Person that the decision is about.' })
  field: string;

  @Field(() => CategoryEnum)
  category: Category;

  @Field(() => AccessDecisionEnum)
  decision: string;

  @Field(() => WithheldReasonEnum, { nullable: true, description: 'Set when withheld.' })
  reason: WithheldReason | null;

  @Field(() => AccessBasisEnum, { nullable: true, description: 'Set when permitted.' })
  basis: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The statute, where the basis is one.' })
  statute: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The consent, where the basis is one.' })
  consentId: string | null;

  @Field(() => GraphQLInt, { nullable: true })
  consentVersion: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the permit ends, if it has an end.' })
  until: string | null;
}
