import { GraphQLID, GraphQLString } from 'graphql';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { enumOf } from '../../../access/record-access.type';
import { DateTimeScalar } from '../../../platform/scalars';

const REPRESENTATION_KINDS = ['PARENT', 'LEGAL_GUARDIAN', 'CURATOR'] as const;
export const RepresentationKindEnum = enumOf(REPRESENTATION_KINDS);
export type RepresentationKind = (typeof REPRESENTATION_KINDS)[number];
registerEnumType(RepresentationKindEnum, {
  name: 'RepresentationKind',
  description:
    'PARENT (section 1629 BGB), LEGAL_GUARDIAN (Vormund, section 1773 BGB), CURATOR (Ergänzungspfleger, section 1809 BGB).',
});

const REPRESENTATION_DOCUMENTS = ['BIRTH_CERTIFICATE', 'CUSTODY_DECLARATION', 'COURT_ORDER'] as const;
export const RepresentationDocumentEnum = enumOf(REPRESENTATION_DOCUMENTS);
export type RepresentationDocument = (typeof REPRESENTATION_DOCUMENTS)[number];
registerEnumType(RepresentationDocumentEnum, {
  name: 'RepresentationDocument',
  description: 'What staff have seen: Geburtsurkunde, Sorgeerklärung, Beschluss or Bestellungsurkunde of a court.',
});

export const RepresentationStateEnum = enumOf(['ACTIVE', 'ENDED', 'REVOKED']);
registerEnumType(RepresentationStateEnum, {
  name: 'RepresentationState',
  description: 'ENDED by the clock alone, on the 18th birthday at the latest; REVOKED by an institution.',
});

/** Who represents a minor at a screen of their own (gesetzliche Vertretung, section 1629 BGB). */
@ObjectType({ description: 'That somebody can act for a minor at a screen of their own, and what was checked for it.' })
@Open('Loaded only for the minor, the guardian and the institution that recorded it.')
export class Representation {
  @Field(() => GraphQLID)
  id: string;

  @Field(() => GraphQLID, { description: 'The minor. A guardian names them in the header x-represents.' })
  personId: string;

  @Field(() => GraphQLString, { description: 'Name of the guardian as in the document.' })
  guardianName: string;

  @Field(() => RepresentationKindEnum)
  kind: RepresentationKind;

  @Field(() => RepresentationDocumentEnum)
  document: RepresentationDocument;

  @Field(() => GraphQLString, { description: 'The institution that saw guardian and document.' })
  recordedBy: string;

  @Field(() => DateTimeScalar)
  recordedAt: string;

  @Field(() => RepresentationStateEnum)
  state: string;

  @Field(() => DateTimeScalar, {
    description: 'When it ends by itself: on the 18th birthday at the latest, as far as who recorded it could know.',
  })
  validUntil: string;

  @Field(() => DateTimeScalar, { nullable: true })
  revokedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Why, where this institution revoked it.' })
  revokeReason: string | null;
}
