import { GraphQLID } from 'graphql';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { enumOf } from '../../../access/record-access.type';
import { CONSENT_STATES } from '../../../access/vocabulary';
import { DateTimeScalar } from '../../../platform/scalars';
import type { ConsentRow } from '../consent/consent-row.sql';
import { Consent } from '../consent/consent.type';

export const ConsentChangeKindEnum = enumOf([...CONSENT_STATES, 'CHANGED', 'RELOAD']);
registerEnumType(ConsentChangeKindEnum, {
  name: 'ConsentChangeKind',
  description:
    'The state that the step led to; CHANGED if the state stayed, as when a part was withdrawn; RELOAD if events may have been missed: read everything again.',
});

@ObjectType({ description: 'A step in the life of a consent, told when it is committed.' })
@Open('Read anew for each subscriber with their own rights; who may not know of the consent gets no event.')
export class ConsentChange {
  @Field(() => ConsentChangeKindEnum)
  kind: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When; null for RELOAD.' })
  at: string | null;

  @Field(() => GraphQLID, { nullable: true, description: 'The person whose consent it is; null for RELOAD.' })
  personId: string | null;

  @Field(() => Consent, { nullable: true, description: 'The consent as it is now; null for RELOAD.' })
  consent: ConsentRow | null;
}
