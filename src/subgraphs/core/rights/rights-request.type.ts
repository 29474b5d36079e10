import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { ERASURE_OUTCOME_MEANINGS, type ErasureOutcomeKind } from './erasure';
import {
  ANSWERING_ACTION_MEANINGS,
  RIGHTS_KIND_MEANINGS,
  RIGHTS_STATE_MEANINGS,
  type RightsKind,
  type RightsState,
} from './rights-transitions';
import { graphqlEnum } from '../../../platform/graphql-enum';
import { DateTimeScalar } from '../../../platform/scalars';

export const RightsKindEnum = graphqlEnum('RightsKind', 'What the person asks for.', RIGHTS_KIND_MEANINGS);

export const RightsStateEnum = graphqlEnum('RightsState', 'How far a request has come.', RIGHTS_STATE_MEANINGS);

export const AnsweringActionEnum = graphqlEnum(
  'AnsweringAction',
  'What the institution does with a request.',
  ANSWERING_ACTION_MEANINGS,
);

export const RefusalEnum = graphqlEnum('RightsRefusal', 'Why a request is refused.', {
  UNFOUNDED: 'Manifestly unfounded or excessive (Art. 12(5) GDPR).',
  VALUE_IS_RIGHT: 'The value is right as it is.',
  NO_GROUND: 'None of the cases of Art. 17(1) or 18(1) GDPR applies.',
  NEEDED_FOR_TASK: 'The data are needed for a task in the public interest (Art. 17(3)(b) GDPR).',
  RETENTION_DUTY: 'A law says that the data have to be kept.',
  LEGAL_CLAIMS: 'The data are needed for legal claims (Art. 17(3)(e) GDPR).',
  RIGHTS_OF_OTHERS: 'A copy would harm the rights of others (Art. 15(4) GDPR).',
});
export type Refusal = keyof typeof RefusalEnum;

export const ErasureOutcomeEnum = graphqlEnum(
  'ErasureOutcomeKind',
  'What becomes of the records of one type after a request for erasure.',
  ERASURE_OUTCOME_MEANINGS,
);

const SEEN = 'Loaded only for the person, the institution that is asked, and its data protection officer.';

@ObjectType({ description: 'What became of the records of one type after a request for erasure. Without content.' })
@Open(SEEN)
export class RecordErasure {
  @Field(() => GraphQLString, { description: 'Name of the type in this schema, e.g. `BenefitCase`.' })
  recordType: string;

  @Field(() => ErasureOutcomeEnum, { description: 'Whether they were erased.' })
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
  @Field(() => GraphQLID, { description: 'Pass it to the next step with the request.' })
  id: string;

  @Field(() => GraphQLInt, { description: 'Pass it back unchanged with the next step.' })
  version: number;

  @Field(() => GraphQLID, { description: 'The person whose data it is about.' })
  personId: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The own file number of the institution, for its staff.' })
  fileNumber: string | null;

  @Field(() => GraphQLString, { description: 'The institution that is asked: the one that wrote the data.' })
  institution: string;

  @Field(() => RightsKindEnum, { description: 'What the person asks for.' })
  kind: RightsKind;

  @Field(() => RightsStateEnum, { description: 'How far it has come.' })
  state: RightsState;

  @Field(() => GraphQLString, { nullable: true, description: 'For example `Identity`; null where all is meant.' })
  recordType: string | null;

  @Field(() => GraphQLID, { nullable: true, description: 'The record that is meant; null where all records are.' })
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

  @Field(() => DateTimeScalar, { description: 'When the person asked.' })
  createdAt: string;

  @Field(() => DateTimeScalar, { description: 'Until when it has to be answered (Art. 12(3) GDPR).' })
  dueAt: string;

  @Field(() => GraphQLBoolean, { description: 'It was not answered in time.' })
  isOverdue: boolean;

  @Field(() => GraphQLString, { nullable: true, description: 'Why the answer was put off.' })
  extensionReason: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the institution granted or refused it; null before.',
  })
  answeredAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: "The issuer's pseudonym of the member of staff." })
  answeredBy: string | null;

  @Field(() => RefusalEnum, { nullable: true, description: 'Why it was refused; null otherwise.' })
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
