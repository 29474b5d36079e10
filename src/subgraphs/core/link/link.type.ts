import { GraphQLBoolean, GraphQLID, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { graphqlEnum } from '../../../platform/graphql-enum';
import { DateTimeScalar } from '../../../platform/scalars';
import { Person } from '../person/person.type';

export const LinkState = graphqlEnum('LinkState', 'How far a link between an institution and a person has come.', {
  PENDING: 'Waits for the answer of the person.',
  ACTIVE: 'The institution knows the person.',
  REFUSED: 'The person said no.',
  EXPIRED: 'The person did not answer in time.',
  CANCELLED: 'Ended before the person answered: by the institution, or because the booklet was lost.',
  ENDED: 'Was active, and has been ended since.',
});
export type LinkState = keyof typeof LinkState;

const LinkWay = graphqlEnum('LinkWay', 'What led the institution to the person.', {
  TOKEN: 'The QR code of the booklet.',
  SHORT_CODE: 'The short code of the booklet, typed in.',
  IMPORT: 'A list that the institution delivered.',
});

const LinkConfirmation = graphqlEnum('LinkConfirmation', 'Who confirmed the link.', {
  PERSON: 'The person, at their own screen.',
  PRESENCE: 'A member of staff, who recorded that the person was present.',
});

export const DocumentCheck = graphqlEnum(
  'DocumentCheck',
  'Whether staff compared the person with an identity document.',
  {
    CHECKED: 'They did, and it is the same person.',
    NOT_CHECKED: 'They did not.',
    NONE_AT_HAND: 'The person had none with them.',
  },
);

@ObjectType({ description: 'How an institution came to know a person.' })
@Open('Loaded only for the person and the institution that is linked.')
export class Link {
  @Field(() => GraphQLID, { description: 'By which confirmLink, refuseLink and unlinkPerson mean it.' })
  id: string;

  @Field(() => GraphQLString, { description: 'The institution that is linked, or wants to be.' })
  institution: string;

  @Field(() => LinkState, { description: 'How far it has come.' })
  state: LinkState;

  @Field(() => LinkWay, { description: 'What led the institution to the person.' })
  way: keyof typeof LinkWay;

  @Field(() => GraphQLString, { nullable: true, description: 'Number of the booklet that was handed over.' })
  bookletNumber: string | null;

  @Field(() => GraphQLString, { nullable: true, description: "The institution's file number; not for its officers." })
  fileNumber: string | null;

  @Field(() => DateTimeScalar, { description: 'When the institution asked for it.' })
  requestedAt: string;

  @Field(() => GraphQLString, {
    nullable: true,
    description: "The issuer's pseudonym of the member of staff; not for the person, to whom they are a third one.",
  })
  requestedBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when the person can confirm it.' })
  expiresAt: string | null;

  @Field(() => LinkConfirmation, { nullable: true, description: 'Who confirmed it; null before.' })
  confirmation: keyof typeof LinkConfirmation | null;

  @Field(() => DocumentCheck, {
    nullable: true,
    description: 'Whether staff looked at an identity document; null where the person was not present.',
  })
  documentCheck: keyof typeof DocumentCheck | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it became active; null before.' })
  confirmedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Who recorded the presence; not for the person.' })
  confirmedBy: string | null;

  @Field(() => GraphQLBoolean, {
    description: 'The institution had registered the person before; its records moved to the person of the booklet.',
  })
  movedRecords: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was refused, cancelled or ended; null while it lasts.',
  })
  endedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The institution that ended it; null for the person.' })
  endedByInstitution: string | null;
}

@ObjectType({ description: 'What came of a code.' })
@Open('Its fields decide.')
export class LinkOutcome {
  @Field(() => Link, { description: 'The link, which may wait for the person.' })
  link: Link;

  @Field(() => Person, { nullable: true, description: 'Null as long as the person has not confirmed the link.' })
  person: object | null;
}

@InputType({ description: 'That the person is present. Who says so, and when, is on record.' })
export class PresenceInput {
  @Field(() => DocumentCheck, { description: 'Whether you compared the person with an identity document.' })
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
