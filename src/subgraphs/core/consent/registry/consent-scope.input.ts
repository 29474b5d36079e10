import { GraphQLBoolean, GraphQLID, GraphQLString } from 'graphql';
import { Field, InputType, type ClassType } from 'type-graphql';
import type { ConsentGiver } from '../../representation/who-consents';
import type { ConsentCategory, Purpose } from '../../../../access/vocabulary';
import { DateScalar, DateTimeScalar } from '../../../../platform/scalars';
import { ConsentCategoryEnum, ConsentGiverEnum, PurposeEnum } from './consent.enums';

@InputType({
  description:
    'What is left out of all consents of the person, these and later ones, until they lift it (liftExceptions): also after the end of this consent.',
})
export class ConsentExceptionInput {
  @Field(() => [GraphQLString], { nullable: true, description: 'Institutions; all if left out.' })
  recipients?: string[] | null;

  @Field(() => [ConsentCategoryEnum], { nullable: true, description: 'Data categories; all if left out.' })
  categories?: ConsentCategory[] | null;

  @Field(() => [PurposeEnum], { nullable: true, description: 'Purposes; all if left out.' })
  purposes?: Purpose[] | null;
}

/** What a consent opens, and for how long. */
@InputType()
export class ConsentScopeInput {
  @Field(() => [GraphQLString], { description: 'Institutions that may receive the data, e.g. jobcenter.' })
  recipients: string[];

  @Field(() => [ConsentCategoryEnum], { description: 'What they may receive.' })
  categories: ConsentCategory[];

  @Field(() => [PurposeEnum], { description: 'For what they may receive it.' })
  purposes: Purpose[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when it holds; at once if left out, or if it lies in the past.',
  })
  validFrom?: Date | null;

  @Field(() => DateTimeScalar, { description: 'Until when it holds.' })
  validUntil: Date;

  @Field(() => [ConsentExceptionInput], {
    nullable: true,
    description: 'Exceptions, such as "all of my language data, but not to the jobcenter".',
  })
  exceptions?: ConsentExceptionInput[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the data that it covers.' })
  dataFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of the data that it covers.' })
  dataUntil?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day on which the recipients may keep what they took over.',
  })
  eraseBy?: string | null;
}

/** How the person came to say it: in which language, with whom. */
export interface Circumstances {
  textIds?: string[] | null;
  language?: string | null;
  interpreter?: string | null;
  givenBy?: ConsentGiver | null;
  guardian?: string | null;
  secrecyRelease?: boolean | null;
}

/** Adds the circumstances of a giving to an input. */
export function withCircumstances<Base extends ClassType<object>>(base: Base) {
  @InputType()
  class WithCircumstances extends base implements Circumstances {
    @Field(() => GraphQLString, {
      nullable: true,
      description: 'Language of the wording that the person has read or heard (BCP 47); German if left out.',
    })
    language?: string | null;

    @Field(() => [GraphQLID], {
      nullable: true,
      description: 'The texts that were shown, one for each purpose: then no other counts.',
    })
    textIds?: string[] | null;

    @Field(() => GraphQLString, { nullable: true, description: 'Who interpreted, and into which language.' })
    interpreter?: string | null;

    @Field(() => ConsentGiverEnum, {
      nullable: true,
      description: 'The guardian below 15, both from 15, only the person from 18; the person if left out.',
    })
    givenBy?: ConsentGiver | null;

    @Field(() => GraphQLString, { nullable: true, description: 'Name of the guardian, where one takes part.' })
    guardian?: string | null;

    @Field(() => GraphQLBoolean, {
      nullable: true,
      description: 'Releases from professional secrecy what is subject to it (section 203 StGB).',
    })
    secrecyRelease?: boolean | null;
  }
  return WithCircumstances;
}
