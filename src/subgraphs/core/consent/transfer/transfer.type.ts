import { GraphQLBoolean, GraphQLID, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Open } from '../../../../access/declare';
import { CategoryEnum } from '../../../../access/record-access.type';
import type { ConsentCategory } from '../../../../access/vocabulary';
import { DateTimeScalar } from '../../../../platform/scalars';
import { withKey } from '../../../../records/api/repeatable-input';
import { ConsentCategoryEnum } from '../registry/consent.enums';

/** A transfer (Übermittlung) of social data to a recipient that may retrieve none (sections 78 and 79 SGB X). */
@ObjectType({
  description: 'That data were handed over to an institution that may not retrieve them itself, within a consent.',
})
@Open('Loaded only for the person, the recipient and the institution that transferred.')
export class Transfer {
  @Field(() => GraphQLID, { description: 'By which the transfer is on record.' })
  id: string;

  @Field(() => GraphQLID, { description: 'The consent within which it lies.' })
  consentId: string;

  @Field(() => GraphQLString, { description: 'The institution that receives the data.' })
  recipient: string;

  @Field(() => [CategoryEnum], { description: 'What was handed over.' })
  categories: string[];

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The institution that released what it wrote; null where the person handed over what anybody wrote.',
  })
  transferredBy: string | null;

  @Field(() => GraphQLBoolean, {
    description: 'By the policy the consent itself is the transfer; nobody has to make one.',
  })
  standing: boolean;

  @Field(() => DateTimeScalar, { description: 'When the data were handed over.' })
  transferredAt: string;

  @Field(() => GraphQLString, { description: 'The section that allows it.' })
  law: string;

  @Field(() => GraphQLString, { description: 'What the recipient is bound to (section 78 SGB X).' })
  notice: string;

  @Field(() => GraphQLString, { description: 'The same in German, which is binding.' })
  noticeDe: string;
}

@InputType({
  description:
    'The person hands over what anybody wrote; an institution releases what it wrote itself. Always within a consent.',
})
export class TransferDataInput extends withKey() {
  @Field(() => GraphQLID, { description: 'The consent within which it lies; it names recipient and categories.' })
  consentId: string;

  @Field(() => GraphQLString, { description: 'An institution that may retrieve nothing, e.g. caritas.' })
  recipient: string;

  @Field(() => [ConsentCategoryEnum], {
    nullable: true,
    description: 'All categories of the consent if left out.',
  })
  categories?: ConsentCategory[] | null;
}
