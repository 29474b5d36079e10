import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../../access/declare';
import { CategoryEnum } from '../../../../access/record-access.type';
import { graphqlEnum } from '../../../../platform/graphql-enum';
import { DateTimeScalar } from '../../../../platform/scalars';
import { PurposeEnum } from '../registry/consent.enums';

export const ConsentTextStateEnum = graphqlEnum('ConsentTextState', 'Whether consents can be given to a wording.', {
  DRAFT: 'Waits for its review and activation; nobody can consent to it.',
  ACTIVE: 'The wording that people consent to now.',
  RETIRED: 'A later version took its place.',
});

export const ConsentTextChangeEnum = graphqlEnum('ConsentTextChange', 'What a version changes of the one before.', {
  EDITORIAL: 'The words only: consents to older versions go on.',
  MATERIAL: 'The meaning: consents to older versions end for this purpose when it is activated.',
});

/** What a person reads before they consent (Art. 7(2), 13 GDPR). */
@ObjectType({ description: 'The wording of a consent for one purpose in one language. German is binding.' })
@Open('Wording, which tells nothing of any person.')
export class ConsentText {
  @Field(() => GraphQLID, { description: 'One for each version in each language.' })
  id: string;

  @Field(() => PurposeEnum, { description: 'The purpose for which it asks.' })
  purpose: string;

  @Field(() => GraphQLString, { description: 'Language (BCP 47).' })
  language: string;

  @Field(() => GraphQLInt, { description: 'Version of the wording of this purpose; translations share it.' })
  version: number;

  @Field(() => ConsentTextChangeEnum, { description: 'What it changes of the version before.' })
  change: string;

  @Field(() => GraphQLString, { description: 'Heading of the form.' })
  title: string;

  @Field(() => GraphQLString, { description: 'What the person agrees to.' })
  body: string;

  @Field(() => GraphQLString, { description: 'What happens if the person says no.' })
  ifRefused: string;

  @Field(() => GraphQLString, { description: 'What the person can do afterwards: look, withdraw.' })
  rights: string;

  @Field(() => GraphQLString, { description: 'SHA-256 over the canonical JSON (RFC 8785) of the wording.' })
  hash: string;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'Hash of the German text that this one translates; null for German, which is binding.',
  })
  bindingHash: string | null;

  @Field(() => ConsentTextStateEnum, { description: 'Whether consents can be given to it.' })
  state: string;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The institution whose words they are; null if they are older than this rule.',
  })
  authorInstitution: string | null;

  @Field(() => GraphQLBoolean, { description: 'Whether somebody other than the author has reviewed it.' })
  reviewed: boolean;

  @Field(() => GraphQLString, {
    nullable: true,
    description:
      'The institution that has reviewed it, always another one; null if the review is older than this rule.',
  })
  reviewedInstitution: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the review was put on record; null before.' })
  reviewedAt: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When consents could first be given to it; null before.',
  })
  activatedAt: string | null;
}

@ObjectType({
  description:
    'A living consent for the purpose that concerns your institution, and whether it outlives the new version.',
})
@Open('Names no person; only for data protection officers.')
export class ConsentUnderWording {
  @Field(() => GraphQLID, { description: 'By which the consent is found with `Person.consents`.' })
  consentId: string;

  @Field(() => [GraphQLString], { description: 'Institutions that it names.' })
  recipients: string[];

  @Field(() => [CategoryEnum], { description: 'Categories that it names.' })
  categories: string[];

  @Field(() => GraphQLBoolean, { description: 'False: the purpose ends for its recipients.' })
  staysValid: boolean;
}

@ObjectType({ description: 'An institution whose access a new version would shrink.' })
@Open('Names no person; only for data protection officers.')
export class ShrinkingAccess {
  @Field(() => GraphQLString, { description: 'Id of the institution, e.g. `jobcenter`.' })
  institution: string;

  @Field(() => GraphQLInt, { description: 'Through how many consents it would lose access for the purpose.' })
  consents: number;
}

@ObjectType({
  description:
    'What the activation of a version would do to the consents that name your institution, or that it requested or took down.',
})
@Open('Names no person; only for data protection officers.')
export class ActivationPreview {
  @Field(() => GraphQLInt, { description: 'Consents that stay as they are.' })
  staying: number;

  @Field(() => GraphQLInt, { description: 'Consents that lose the purpose, or end if it is their only one.' })
  shrinking: number;

  @Field(() => [ShrinkingAccess], { description: 'Those whose access would shrink.' })
  institutions: ShrinkingAccess[];

  @Field(() => [ConsentUnderWording], { description: 'First those that shrink; as many as asked for.' })
  consents: ConsentUnderWording[];
}

@ObjectType({ description: 'What the activation of a version has done.' })
@Open('Names no person; only for data protection officers.')
export class ActivationResult {
  @Field(() => GraphQLInt, { description: 'Consents that concern your institution and lost the purpose, or ended.' })
  shrunk: number;

  @Field(() => [ConsentText], { description: 'The texts of the version, in all languages.' })
  texts: ConsentText[];
}
