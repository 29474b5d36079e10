import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { DateScalar } from '../../../platform/scalars';
import { BookletStatusKind, DeclinedReason } from './booklet.record';

const OWN = 'Loaded only for the institution that issued the booklet, and for the person.';

@ObjectType({ description: 'Where a booklet stands after a step.' })
@Open(OWN)
export class BookletState {
  @Field(() => GraphQLID, { description: 'By which the hub knows the booklet.' })
  id: string;

  @Field(() => GraphQLID, { description: 'The person to whom it was offered.' })
  personId: string;

  @Field(() => GraphQLInt, { description: 'Counts the changes of the booklet.' })
  version: number;

  @Field(() => GraphQLString, { nullable: true, description: 'Number printed on the booklet.' })
  bookletNumber: string | null;

  @Field(() => BookletStatusKind.graphqlType, { description: 'Where it stands now.' })
  status: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was issued or declined.' })
  issuedOn: string | null;

  @Field(() => DeclinedReason.graphqlType, {
    nullable: true,
    description: 'Why the person did not want it; null otherwise.',
  })
  declinedReason: string | null;
}

@ObjectType({ description: 'A booklet with its codes. They are shown this once: the hub itself keeps none of them.' })
@Open(OWN)
export class IssuedBooklet {
  @Field(() => BookletState, { description: 'The booklet to which the codes belong.' })
  booklet: BookletState;

  @Field(() => GraphQLString, { description: 'What the QR code says: 128 random bits.' })
  token: string;

  @Field(() => GraphQLString, { description: 'The same to be read aloud, e.g. K7QM-4XTR-9WHC.' })
  shortCode: string;

  @Field(() => GraphQLString, { description: 'The QR code (SVG) to be printed into the booklet.' })
  qrCode: string;
}

@InputType({ description: 'A booklet that you hand over to a person whom your institution knows.' })
export class IssueBookletInput {
  @Field(() => GraphQLID, { description: 'The person who gets it.' })
  personId: string;

  @Field(() => GraphQLString, { nullable: true, description: 'Number printed on the booklet, e.g. RH-0001.' })
  bookletNumber?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Today if left out.' })
  issuedOn?: string | null;
}

@InputType({ description: 'A person does not want a booklet.' })
export class DeclineBookletInput {
  @Field(() => GraphQLID, { description: 'The person who does not want it.' })
  personId: string;

  @Field(() => DeclinedReason.graphqlType, { description: 'What the person says.' })
  reason: string;

  @Field(() => DateScalar, { nullable: true, description: 'Today if left out.' })
  declinedOn?: string | null;
}

@InputType({ description: 'A new booklet in place of another one, or new codes for the same.' })
export class ReplaceBookletInput {
  @Field(() => GraphQLID, { description: 'The booklet that is replaced.' })
  id: string;

  @Field(() => GraphQLString, { nullable: true, description: 'Number of the new booklet; the same if left out.' })
  bookletNumber?: string | null;
}
