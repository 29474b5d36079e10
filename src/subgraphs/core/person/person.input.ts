import { GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import { graphqlEnum } from '../../../platform/graphql-enum';
import { DateScalar, PartialDateScalar } from '../../../platform/scalars';
import { withKey } from '../../../records/api/repeatable-input';
import { Sex } from '../identity/identity.record';

export const PersonOrder = graphqlEnum('PersonOrder', 'In which order persons are listed.', {
  ID: 'By id: stable and fast.',
  FAMILY_NAME: 'By family name; only persons whose identity you may read.',
});
export type PersonOrder = keyof typeof PersonOrder;

@InputType({ description: 'Matches only persons whose identity the caller may read.' })
export class PersonFilter {
  @Field(() => GraphQLString, {
    nullable: true,
    description: 'Family name, without regard to case and accents; the given name of who has no other.',
  })
  familyName?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'Nationality (ISO 3166-1 alpha-2); `XXA` stateless, `XXX` unclear.',
  })
  nationality?: string | null;

  @Field(() => Sex.graphqlType, { nullable: true, description: 'Sex as in the register.' })
  sex?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day of birth. Who may be born on it, of whom less than a day is known, matches.',
  })
  bornFrom?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day of birth. Who may be born on it, of whom less than a day is known, matches.',
  })
  bornUntil?: string | null;
}

@InputType({
  description:
    'Exactly one of: booklet number; own file number; family name together with birth date or what is known of it.',
})
export class PersonSearch {
  @Field(() => GraphQLString, { nullable: true, description: 'Number printed on the booklet.' })
  bookletNumber?: string | null;

  @Field(() => GraphQLString, { nullable: true, description: "The institution's own file number." })
  fileNumber?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'Family name, without regard to case and accents; the given name of who has no other.',
  })
  familyName?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of birth. Finds also those of whom only its month or year is known.',
  })
  birthDate?: string | null;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'In place of `birthDate`: as much as you know of it. Finds whoever may be born then.',
  })
  bornIn?: string | null;
}

@InputType({ description: 'A person who is new to the hub, as your institution knows them.' })
export class RegisterPersonInput extends withKey() {
  @Field(() => GraphQLString, { description: "The institution's own file number." })
  fileNumber: string;

  @Field(() => GraphQLString, { nullable: true, description: 'Given names. One name at least is needed.' })
  givenName?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'Family name, also the only name of who has one (ICAO Doc 9303-3).',
  })
  familyName?: string | null;

  @Field(() => PartialDateScalar, { description: 'Day of birth, or its year or month where no more is known.' })
  birthDate: string;

  @Field(() => Sex.graphqlType, { nullable: true, description: 'Sex as in the register.' })
  sex?: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'Nationality (ISO 3166-1 alpha-2); `XXA` stateless, `XXX` unclear.',
  })
  nationality?: string | null;
}
