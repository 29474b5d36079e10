import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import { DateScalar } from '../../../../platform/scalars';
import { withKey } from '../../../../records/api/repeatable-input';
import { ConsentScopeInput, withCircumstances } from '../registry/consent-scope.input';
import { AnsweredScopeInput } from '../registry/consent.input';

@InputType({ description: 'A form on paper, as the person has signed it. It gives nothing before it was checked.' })
export class CaptureConsentInput extends withKey(withCircumstances(ConsentScopeInput)) {
  @Field(() => GraphQLID, { description: 'The person who has signed.' })
  personId: string;

  @Field(() => DateScalar, { description: 'Day of the signature.' })
  signedOn: string;

  @Field(() => GraphQLID, { description: 'The scan of the form, sent to /consent-scans before.' })
  scanId: string;
}

@InputType({
  description: 'The answer to a request for consent, given on paper. It gives nothing before it was checked.',
})
export class CaptureAnswerInput extends AnsweredScopeInput {
  @Field(() => DateScalar, { description: 'Day of the signature.' })
  signedOn: string;

  @Field(() => GraphQLID, { description: 'The scan of the form, sent to /consent-scans before.' })
  scanId: string;
}

@InputType({ description: 'What a second member of staff finds who compares the captured form with its scan.' })
export class CheckConsentInput {
  @Field(() => GraphQLID, { description: 'The consent that was taken down from paper.' })
  id: string;

  @Field(() => GraphQLInt, { description: 'The version that you have compared.' })
  version: number;

  @Field(() => GraphQLBoolean, { description: 'Whether everything is as the person has signed it.' })
  matches: boolean;

  @Field(() => GraphQLString, { nullable: true, description: 'What is wrong; required where it does not match.' })
  reason?: string | null;
}
