import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { enumOf } from '../../../access/record-access.type';
import { ERASURE_OUTCOMES, type ErasureOutcomeKind } from '../../../access/rights/erasure';
import {
  ANSWERING_ACTIONS,
  RIGHTS_KINDS,
  RIGHTS_STATES,
  type RightsKind,
  type RightsState,
} from '../../../access/rights/transitions';
import { DateTimeScalar } from '../../../platform/scalars';

export const RightsKindEnum = enumOf(RIGHTS_KINDS);
registerEnumType(RightsKindEnum, {
  name: 'RightsKind',
  description:
    'What the person asks for: a copy of what the institution holds besides the hub (Art. 15 GDPR), the correction of a value ' +
    '(Art. 16), a note that disputes it (section 84(2) SGB X), that it is stored only (Art. 18), that it is erased (Art. 17).',
});

export const RightsStateEnum = enumOf(RIGHTS_STATES);
registerEnumType(RightsStateEnum, {
  name: 'RightsState',
  description: 'WITHDRAWN by the person; LIFTED is a restriction that has ended.',
});

export const AnsweringActionEnum = enumOf(ANSWERING_ACTIONS);
registerEnumType(AnsweringActionEnum, {
  name: 'AnsweringAction',
  description:
    'EXTEND puts the answer off, with the reason. GRANT corrects, closes a dispute that a correction has settled, restricts ' +
    'or erases. ANNOUNCE_LIFTING tells the person when a restriction will end; LIFT ends it then.',
});

export const RefusalEnum = enumOf([
  'UNFOUNDED',
  'VALUE_IS_RIGHT',
  'NO_GROUND',
  'NEEDED_FOR_TASK',
  'RETENTION_DUTY',
  'LEGAL_CLAIMS',
  'RIGHTS_OF_OTHERS',
]);
export type Refusal = keyof typeof RefusalEnum;
registerEnumType(RefusalEnum, {
  name: 'RightsRefusal',
  description:
    'Why a request is refused: Art. 12(5) GDPR; the value is right; no case of Art. 17(1) or 18(1); Art. 17(3)(b); a duty to ' +
    'keep it; Art. 17(3)(e); Art. 15(4).',
});

export const ErasureOutcomeEnum = enumOf(ERASURE_OUTCOMES);
registerEnumType(ErasureOutcomeEnum, {
  name: 'ErasureOutcomeKind',
  description:
    'Erased; stored only, until the duty to keep it ends (section 84(3) SGB X); or kept, because the task needs it.',
});

const SEEN = 'Loaded only for the person, the institution that is asked, and its data protection officer.';

@ObjectType({ description: 'What became of the records of one type after a request for erasure. Without content.' })
@Open(SEEN)
export class RecordErasure {
  @Field(() => GraphQLString)
  recordType: string;

  @Field(() => ErasureOutcomeEnum)
  outcome: ErasureOutcomeKind;

  @Field(() => GraphQLInt, { description: 'How many records it concerned.' })
  records: number;

  @Field(() => GraphQLString, { nullable: true, description: 'The law by which they are kept.' })
  legalBasis: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The last day on which they have to be kept.' })
  until: string | null;
}

/** A request of a person about their data (Betroffenenrechte), to the institution that wrote them. */
@ObjectType({ description: 'What a person asks an institution to do with what it wrote about them, and its answer.' })
@Open(SEEN)
export class RightsRequest {
  @Field(() => GraphQLID)
  id: string;

  @Field(() => GraphQLInt, { description: 'Pass it back unchanged with the next step.' })
  version: number;

  @Field(() => GraphQLID)
  personId: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The own file number of the institution, for its staff.' })
  fileNumber: string | null;

  @Field(() => GraphQLString, { description: 'The institution that is asked: the one that wrote the data.' })
  institution: string;

  @Field(() => RightsKindEnum)
  kind: RightsKind;

  @Field(() => RightsStateEnum)
  state: RightsState;

  @Field(() => GraphQLString, { nullable: true, description: 'For example `Identity`; null where all is meant.' })
  recordType: string | null;

  @Field(() => GraphQLID, { nullable: true })
  recordId: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The field of the record, e.g. `birthDate`.' })
  field: string | null;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'What the person says; not for the data protection officer.',
  })
  words: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'What the value should be; not for the officer.' })
  proposedValue: string | null;

  @Field(() => DateTimeScalar)
  createdAt: string;

  @Field(() => DateTimeScalar, { description: 'Until when it has to be answered (Art. 12(3) GDPR).' })
  dueAt: string;

  @Field(() => GraphQLBoolean, { description: 'It was not answered in time.' })
  isOverdue: boolean;

  @Field(() => GraphQLString, { nullable: true, description: 'Why the answer was put off.' })
  extensionReason: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  answeredAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: "The issuer's pseudonym of the member of staff." })
  answeredBy: string | null;

  @Field(() => RefusalEnum, { nullable: true })
  reasonCode: Refusal | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The law on which a refusal rests.' })
  legalBasis: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The answer in words.' })
  answer: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When a restriction will be lifted (Art. 18(3) GDPR).' })
  liftAt: string | null;

  @Field(() => [RecordErasure], { nullable: true, description: 'What was erased, what stays, why and until when.' })
  outcome: RecordErasure[] | null;
}
