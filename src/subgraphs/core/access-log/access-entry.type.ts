import { GraphQLID, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { CategoryEnum } from '../../../access/record-access.type';
import { DateTimeScalar } from '../../../platform/scalars';

const VISIBLE = 'Loaded only for the person concerned and the data protection officer of the institution that asked.';

@ObjectType({ description: 'One category that was given out, and why.' })
@Open(VISIBLE)
export class DisclosedCategory {
  @Field(() => CategoryEnum, { description: 'What was given out.' })
  category: string;

  @Field(() => GraphQLString, { description: 'The category in plain words.' })
  categoryLabel: string;

  @Field(() => GraphQLString, { description: 'OWN_RECORD, SELF, REPRESENTATION, CONSENT or STATUTE.' })
  basis: string;

  @Field(() => GraphQLString, { description: 'The basis in plain words.' })
  basisLabel: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The consent or statute, where the basis is one.' })
  reference: string | null;
}

/** An entry of the access log (Zugriffsprotokoll, section 76 BDSG): who, when, which data, for what, on which basis. */
@ObjectType({
  description: 'Who asked for which data of a person, when, for what, and what was given out on which basis.',
})
@Open(VISIBLE)
export class AccessEntry {
  @Field(() => GraphQLID, { description: 'Number of the entry in the log; counts up.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When the answer left the hub.' })
  at: string;

  @Field(() => GraphQLString, {
    description:
      'READ, WRITE, REFUSED where the answer was an error such as "no such person", or COUNTED where a number, an empty list ' +
      'or the word that there is one more answered a condition.',
  })
  event: string;

  @Field(() => GraphQLString, { nullable: true, description: 'Null where the person asked themself.' })
  institution: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The institution as the person knows it.' })
  institutionLabel: string | null;

  @Field(() => GraphQLString, { description: 'Role of whoever asked, as their token named it.' })
  role: string;

  @Field(() => GraphQLString, { description: 'The role in plain words.' })
  roleLabel: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The purpose that was stated; null where none was.' })
  purpose: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The purpose in plain words.' })
  purposeLabel: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description:
      "For data protection officers: the issuer's pseudonym of the member of staff. A person sees the institution, which answers for its staff.",
  })
  actor: string | null;

  @Field(() => GraphQLID, {
    nullable: true,
    description: 'The person whose data were asked for; null where the entry is of no one person.',
  })
  personId: string | null;

  @Field(() => [GraphQLString], { description: 'Fields that were asked for.' })
  fields: string[];

  @Field(() => [DisclosedCategory], { description: 'What was given out.' })
  disclosed: DisclosedCategory[];

  @Field(() => [DisclosedCategory], { description: 'What was open on this basis and had nothing, which was told.' })
  empty: DisclosedCategory[];

  @Field(() => [CategoryEnum], { description: 'What was asked for and withheld.' })
  withheld: string[];
}
