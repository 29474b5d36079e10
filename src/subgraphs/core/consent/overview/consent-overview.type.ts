import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../../access/declare';
import { CategoryEnum } from '../../../../access/record-access.type';
import { DateTimeScalar } from '../../../../platform/scalars';
import { ConsentChannelEnum, ConsentGiverEnum, ConsentStateEnum, PurposeEnum } from '../registry/consent.enums';

/** What a data protection officer has to know of a consent: nothing that was said, and no third person. */
@ObjectType({
  description: 'A consent without content: no reasons, no names of guardians, interpreters or staff, no scan.',
})
@Open('Loaded only for the data protection officer of an institution that the consent names or that took it down.')
export class ConsentOverview {
  @Field(() => GraphQLID, { description: 'By which the consent is meant in the access log.' })
  id: string;

  @Field(() => GraphQLID, { description: 'Whose consent it is.' })
  personId: string;

  @Field(() => GraphQLInt, { description: 'Counts the steps of the consent.' })
  version: number;

  @Field(() => ConsentStateEnum, { description: 'State now; a consent whose time is over is EXPIRED.' })
  state: string;

  @Field(() => [GraphQLString], { description: 'Ids of the institutions that may receive data.' })
  recipients: string[];

  @Field(() => [CategoryEnum], { description: 'What they may receive.' })
  categories: string[];

  @Field(() => [PurposeEnum], { description: 'For what they may receive it.' })
  purposes: string[];

  @Field(() => GraphQLBoolean, { description: 'Whether it subtracts something from the consents of the person.' })
  hasExceptions: boolean;

  @Field(() => GraphQLBoolean, { description: 'Whether it releases from professional secrecy.' })
  secrecyRelease: boolean;

  @Field(() => DateTimeScalar, { description: 'When its last step was put on record.' })
  recordedAt: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was given; null before.' })
  givenAt: string | null;

  @Field(() => DateTimeScalar, { description: 'From when it holds.' })
  validFrom: string;

  @Field(() => DateTimeScalar, { description: 'As it was agreed, as in `Consent`.' })
  validUntil: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended before its time; null otherwise.' })
  endedAt: string | null;

  @Field(() => ConsentChannelEnum, { description: 'How it was given.' })
  channel: string;

  @Field(() => ConsentGiverEnum, {
    nullable: true,
    description: 'Told where it was given before staff of the own institution.',
  })
  givenBy: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Institution that took it down.' })
  capturedBy: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Institution that asked for it.' })
  requestedBy: string | null;

  @Field(() => GraphQLBoolean, { description: 'Whether a second member of staff has compared the form on paper.' })
  isChecked: boolean;

  @Field(() => GraphQLString, { nullable: true, description: 'Language of the wording (BCP 47).' })
  language: string | null;
}
