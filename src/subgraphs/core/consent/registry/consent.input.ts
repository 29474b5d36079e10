import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import type { ConsentGiver } from '../../representation/who-consents';
import type { ConsentCategory, Purpose } from '../../../../access/vocabulary';
import { DateTimeScalar } from '../../../../platform/scalars';
import { withKey } from '../../../../records/api/repeatable-input';
import { ConsentScopeInput, withCircumstances } from './consent-scope.input';
import {
  ConsentAnswerEnum,
  ConsentCategoryEnum,
  ConsentGiverEnum,
  PurposeEnum,
  type ConsentAnswer,
} from './consent.enums';

@InputType({ description: 'No blanket consent: each recipient, category and purpose is named.' })
export class GiveConsentInput extends withKey(withCircumstances(ConsentScopeInput)) {
  @Field(() => GraphQLID, {
    nullable: true,
    description: 'The person who consents; left out when the person gives it themself.',
  })
  personId?: string | null;
}

@InputType({
  description: 'What an institution asks a person to consent to. Nothing is open before they have answered.',
})
export class RequestConsentInput extends withKey(ConsentScopeInput) {
  @Field(() => GraphQLID, { description: 'The person who is asked.' })
  personId: string;

  @Field(() => GraphQLString, { description: 'Why you ask, in words that the person understands.' })
  reason: string;
}

/** A consent that exists. */
@InputType()
class ConsentReferenceInput {
  @Field(() => GraphQLID, { description: 'The consent that is answered, renewed or ended.' })
  id: string;

  @Field(() => GraphQLInt, { nullable: true, description: 'The version that you have read.' })
  version?: number | null;
}

/** What an answer says of the scope: as requested, or less. */
@InputType()
export class AnsweredScopeInput extends withCircumstances(ConsentReferenceInput) {
  @Field(() => [GraphQLString], { nullable: true, description: 'Fewer recipients; as requested if left out.' })
  recipients?: string[] | null;

  @Field(() => [ConsentCategoryEnum], { nullable: true, description: 'Fewer categories; as requested if left out.' })
  categories?: ConsentCategory[] | null;

  @Field(() => [PurposeEnum], { nullable: true, description: 'Fewer purposes; as requested if left out.' })
  purposes?: Purpose[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'An earlier end; as requested if left out.' })
  validUntil?: Date | null;
}

@InputType({ description: 'The answer to a request. The person may give less than they were asked for.' })
export class AnswerConsentInput extends AnsweredScopeInput {
  @Field(() => ConsentAnswerEnum, { description: 'Whether the person consents.' })
  answer: ConsentAnswer;
}

@InputType({ description: 'The same scope for a further period, under the wording of the day.' })
export class RenewConsentInput extends withCircumstances(ConsentReferenceInput) {
  @Field(() => DateTimeScalar, { description: 'Until when it holds.' })
  validUntil: Date;
}

@InputType({
  description: 'Withdraws the whole consent, or only the recipients, categories or purposes that are named.',
})
export class WithdrawConsentInput {
  @Field(() => GraphQLID, { description: 'The consent from which something is withdrawn.' })
  id: string;

  @Field(() => GraphQLInt, {
    nullable: true,
    description: 'The version that you have read; a withdrawal is valid without it.',
  })
  version?: number | null;

  @Field(() => [GraphQLString], { nullable: true, description: 'Institutions that shall receive nothing any more.' })
  recipients?: string[] | null;

  @Field(() => [ConsentCategoryEnum], { nullable: true, description: 'Categories that nobody shall receive any more.' })
  categories?: ConsentCategory[] | null;

  @Field(() => [PurposeEnum], { nullable: true, description: 'Purposes for which nobody shall receive data any more.' })
  purposes?: Purpose[] | null;
}

@InputType({ description: 'Lets institutions receive again what exceptions keep from them.' })
export class LiftExceptionsInput {
  @Field(() => GraphQLID, {
    nullable: true,
    description: 'The person who lifts them; left out when they do it themself.',
  })
  personId?: string | null;

  @Field(() => [GraphQLString], { description: 'Institutions for which the exceptions are lifted.' })
  recipients: string[];

  @Field(() => ConsentGiverEnum, {
    nullable: true,
    description: 'Who says so before staff, by the same ages as a consent; the person if left out.',
  })
  givenBy?: ConsentGiver | null;
}

@InputType({ description: 'Ends a consent that was not withdrawn by the person.' })
export class EndConsentInput extends ConsentReferenceInput {
  @Field(() => GraphQLString, { description: 'Why, in words that the person understands.' })
  reason: string;
}
