import { GraphQLID } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../../access/declare';
import { CONSENT_STATE_MEANINGS } from '../../../../access/vocabulary';
import { graphqlEnum } from '../../../../platform/graphql-enum';
import { DateTimeScalar } from '../../../../platform/scalars';
import type { ConsentRow } from '../registry/consent-row.sql';
import { Consent } from '../registry/consent.type';

export const ConsentChangeKindEnum = graphqlEnum(
  'ConsentChangeKind',
  'The step in the life of a consent that is told.',
  {
    ...CONSENT_STATE_MEANINGS,
    CHANGED: 'The consent changed and its state stayed, as when a part of it was withdrawn.',
    RELOAD: 'Events may have been missed: read everything again.',
  },
);

@ObjectType({ description: 'A step in the life of a consent, told when it is committed.' })
@Open('Read anew for each subscriber with their own rights; who may not know of the consent gets no event.')
export class ConsentChange {
  @Field(() => ConsentChangeKindEnum, { description: 'The state that the step led to, or CHANGED or RELOAD.' })
  kind: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When; null for RELOAD.' })
  at: string | null;

  @Field(() => GraphQLID, { nullable: true, description: 'The person whose consent it is; null for RELOAD.' })
  personId: string | null;

  @Field(() => Consent, { nullable: true, description: 'The consent as it is now; null for RELOAD.' })
  consent: ConsentRow | null;
}
