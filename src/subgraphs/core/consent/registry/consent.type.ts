import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../../access/declare';
import { CategoryEnum } from '../../../../access/record-access.type';
import { DateScalar, DateTimeScalar } from '../../../../platform/scalars';
import { ConsentChannelEnum, ConsentGiverEnum, ConsentStateEnum, PurposeEnum } from './consent.enums';

const VISIBLE =
  'Loaded only for the person, the institutions that it names or that captured or requested it, and their data protection officers.';

const GIVER =
  'Told to the person and to the institution before whose staff it was given: it tells how old the person was.';

const INSIDE = 'Told to the person and to the institution that captured or requested the consent.';

/** What a consent subtracts from all consents of the person. */
@ObjectType({
  description: 'What is left out of all consents of the person until they lift it; null means all.',
})
@Open(VISIBLE)
export class ConsentException {
  @Field(() => [GraphQLString], { nullable: true, description: 'Institutions that receive nothing.' })
  recipients?: string[] | null;

  @Field(() => [CategoryEnum], { nullable: true, description: 'What they do not receive.' })
  categories?: string[] | null;

  @Field(() => [PurposeEnum], { nullable: true, description: 'For what they do not receive it.' })
  purposes?: string[] | null;

  @Field(() => [GraphQLString], {
    nullable: true,
    description: 'Institutions for which it was lifted; null means none.',
  })
  liftedFor?: string[] | null;
}

/** What a consent opened, and no longer does. */
@ObjectType({
  description: 'A part of a consent that was withdrawn: each recipient with each category for each purpose.',
})
@Open(VISIBLE)
export class WithdrawnPart {
  @Field(() => [GraphQLString], { description: 'Institutions that receive it no more.' })
  recipients: string[];

  @Field(() => [CategoryEnum], { description: 'What they receive no more.' })
  categories: string[];

  @Field(() => [PurposeEnum], { description: 'For what they receive it no more.' })
  purposes: string[];

  @Field(() => DateTimeScalar, { description: 'When it was withdrawn.' })
  at: string;
}

/** An exception that holds, with the consent in which it was made. */
@ObjectType({
  description: 'An exception that holds, whatever has become of the consent in which it was made; null means all.',
})
@Open(VISIBLE)
export class StandingException extends ConsentException {
  @Field(() => GraphQLID, { description: 'The consent in which it was made.' })
  consentId: string;

  @Field(() => DateTimeScalar, { description: 'From when it holds.' })
  from: string;
}

/** A consent (Einwilligung, Art. 4 No. 11 GDPR). */
@ObjectType({
  description: 'A consent: which institutions may see which data of the person for which purposes, until when.',
})
@Open(VISIBLE)
export class Consent {
  @Field(() => GraphQLID, { description: 'By which the consent is meant in every step and in the access log.' })
  id: string;

  @Field(() => GraphQLInt, { description: 'Counts the changes of the consent.' })
  version: number;

  @Field(() => ConsentStateEnum, { description: 'State now; a consent whose time is over is EXPIRED.' })
  state: string;

  @Field(() => [GraphQLString], { description: 'Institutions that may receive the data.' })
  recipients: string[];

  @Field(() => [CategoryEnum], { description: 'What they may receive.' })
  categories: string[];

  @Field(() => [PurposeEnum], { description: 'For what they may receive it.' })
  purposes: string[];

  @Field(() => [ConsentException], {
    description:
      'Exceptions, which subtract from all consents of the person. They outlast this one, until the person lifts them.',
  })
  exceptions: ConsentException[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when the exceptions hold; null where there are none, and before the consent was given.',
  })
  exceptsFrom: string | null;

  @Field(() => [WithdrawnPart], {
    description:
      'What the person took back of it, with this consent or with another one that said the same. It does not open that any more, whatever its lists name.',
  })
  withdrawn: WithdrawnPart[];

  @Field(() => DateScalar, { nullable: true, description: 'First day of the data that it covers.' })
  dataFrom: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of the data that it covers.' })
  dataUntil: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day on which the recipients may keep what they took over.',
  })
  eraseBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person gave or last renewed it.' })
  givenAt: string | null;

  @Field(() => DateTimeScalar, { description: 'First moment at which it holds.' })
  validFrom: string;

  @Field(() => DateTimeScalar, {
    description:
      'First moment at which it no longer holds, as it was agreed. What a guardian has given, alone or with the person, ends on the 18th birthday at the latest; only the person is told here when.',
  })
  validUntil: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was withdrawn or ended otherwise.' })
  endedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: `Why it was revoked or invalidated. ${INSIDE}` })
  endReason: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Institution that asked for it.' })
  requestedBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it asked.' })
  requestedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: `Why it asked. ${INSIDE}` })
  requestReason: string | null;

  @Field(() => ConsentChannelEnum, { description: 'By the person themself, with a member of staff, or on paper.' })
  channel: string;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'Institution that took it down; null if the person did it themself.',
  })
  capturedBy: string | null;

  @Field(() => GraphQLString, { nullable: true, description: `Member of staff who took it down. ${INSIDE}` })
  capturedByActor: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Language of the wording (BCP 47).' })
  language: string | null;

  @Field(() => GraphQLString, { nullable: true, description: `Who interpreted, and into which language. ${INSIDE}` })
  interpreter: string | null;

  @Field(() => GraphQLString, { nullable: true, description: `Member of staff who checked the paper. ${INSIDE}` })
  checkedByActor: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the paper was checked.' })
  checkedAt: string | null;

  @Field(() => ConsentGiverEnum, { nullable: true, description: `The person, the guardian, or both. ${GIVER}` })
  givenBy: string | null;

  @Field(() => GraphQLString, { nullable: true, description: `Name of the guardian. ${GIVER}` })
  guardian: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: `When the person agreed at a screen of their own, from 15 until 18; it takes the guardian, too. ${GIVER}`,
  })
  agreedByPersonAt: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: `When the guardian agreed at a screen of their own; it takes the person, too. ${GIVER}`,
  })
  agreedByGuardianAt: string | null;

  @Field(() => GraphQLBoolean, {
    description: 'Whether it releases from professional secrecy what is subject to it (section 203 StGB).',
  })
  secrecyRelease: boolean;
}
