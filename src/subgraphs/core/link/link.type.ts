import { GraphQLBoolean, GraphQLID, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { enumOf } from '../../../access/record-access.type';
import { DateTimeScalar } from '../../../platform/scalars';
import { Person } from '../person/person.type';

const words = <Word extends string>(name: string, list: readonly Word[], description: string) => {
  const object = enumOf(list);
  registerEnumType(object, { name, description });
  return object;
};

export const LinkState = words(
  'LinkState',
  ['PENDING', 'ACTIVE', 'REFUSED', 'EXPIRED', 'CANCELLED', 'ENDED'],
  'PENDING until the person has answered; CANCELLED by the institution, or because the booklet was lost.',
);
export type LinkState = keyof typeof LinkState;

const LinkWay = words(
  'LinkWay',
  ['TOKEN', 'SHORT_CODE', 'IMPORT'],
  'What led to the person: the QR code of the booklet, its short code, or a list that the institution delivered.',
);

const LinkConfirmation = words(
  'LinkConfirmation',
  ['PERSON', 'PRESENCE'],
  'The person confirmed it, or a member of staff recorded that the person was present.',
);

export const DocumentCheck = words(
  'DocumentCheck',
  ['CHECKED', 'NOT_CHECKED', 'NONE_AT_HAND'],
  'Whether staff compared the person with an identity document.',
);

@ObjectType({ description: 'How an institution came to know a person.' })
@Open('Loaded only for the person and the institution that is linked.')
export class Link {
  @Field(() => GraphQLID)
  id: string;

  @Field(() => GraphQLString)
  institution: string;

  @Field(() => LinkState)
  state: LinkState;

  @Field(() => LinkWay)
  way: keyof typeof LinkWay;

  @Field(() => GraphQLString, { nullable: true, description: 'Number of the booklet that was handed over.' })
  bookletNumber: string | null;

  @Field(() => GraphQLString, { nullable: true, description: "The institution's file number; not for its officers." })
  fileNumber: string | null;

  @Field(() => DateTimeScalar)
  requestedAt: string;

  @Field(() => GraphQLString, {
    nullable: true,
    description: "The issuer's pseudonym of the member of staff; not for the person, to whom they are a third one.",
  })
  requestedBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when the person can confirm it.' })
  expiresAt: string | null;

  @Field(() => LinkConfirmation, { nullable: true })
  confirmation: keyof typeof LinkConfirmation | null;

  @Field(() => DocumentCheck, { nullable: true })
  documentCheck: keyof typeof DocumentCheck | null;

  @Field(() => DateTimeScalar, { nullable: true })
  confirmedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Who recorded the presence; not for the person.' })
  confirmedBy: string | null;

  @Field(() => GraphQLBoolean, {
    description: 'The institution had registered the person before; its records moved to the person of the booklet.',
  })
  movedRecords: boolean;

  @Field(() => DateTimeScalar, { nullable: true })
  endedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The institution that ended it; null for the person.' })
  endedByInstitution: string | null;
}

@ObjectType({ description: 'What came of a code.' })
@Open('Its fields decide.')
export class LinkOutcome {
  @Field(() => Link)
  link: Link;

  @Field(() => Person, { nullable: true, description: 'Null as long as the person has not confirmed the link.' })
  person: object | null;
}

@InputType({ description: 'That the person is present. Who says so, and when, is on record.' })
export class PresenceInput {
  @Field(() => DocumentCheck)
  documentCheck: keyof typeof DocumentCheck;
}

@InputType({ description: 'A person who hands over the booklet, or reads its code aloud.' })
export class LinkPersonInput {
  @Field(() => GraphQLString, { description: 'What the QR code says, or the short code; however it is written.' })
  code: string;

  @Field(() => GraphQLString, {
    description:
      'Your own file number of the person. If it is in use, you have registered the person before: what you recorded moves to the person of the booklet.',
  })
  fileNumber: string;

  @Field(() => PresenceInput, {
    nullable: true,
    description: 'Without it the person is asked to confirm the link.',
  })
  presence?: PresenceInput | null;
}
