import { GraphQLID, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../access/declare';
import { graphqlEnum } from '../../../platform/graphql-enum';
import { DateTimeScalar } from '../../../platform/scalars';

export const RepresentationKindEnum = graphqlEnum('RepresentationKind', 'By what right somebody represents a minor.', {
  PARENT: 'As a parent with custody (elterliche Sorge, section 1629 BGB).',
  LEGAL_GUARDIAN: 'As a guardian whom a court or the law appointed (Vormund, section 1773 BGB).',
  CURATOR: 'As a guardian for some matters only (Ergänzungspfleger, section 1809 BGB).',
});
export type RepresentationKind = keyof typeof RepresentationKindEnum;

export const RepresentationDocumentEnum = graphqlEnum(
  'RepresentationDocument',
  'The document that staff have seen before they recorded a representation.',
  {
    BIRTH_CERTIFICATE: 'Birth certificate (Geburtsurkunde).',
    CUSTODY_DECLARATION: 'Declaration of joint custody (Sorgeerklärung, section 1626a BGB).',
    COURT_ORDER: 'Order or certificate of appointment of a court (Beschluss, Bestellungsurkunde).',
  },
);
export type RepresentationDocument = keyof typeof RepresentationDocumentEnum;

export const RepresentationStateEnum = graphqlEnum('RepresentationState', 'Whether a representation holds.', {
  ACTIVE: 'The guardian can act for the minor.',
  ENDED: 'Its last day is over, which is the 18th birthday at the latest.',
  REVOKED: 'An institution has ended it.',
});

/** Who represents a minor at a screen of their own (gesetzliche Vertretung, section 1629 BGB). */
@ObjectType({ description: 'That somebody can act for a minor at a screen of their own, and what was checked for it.' })
@Open('Loaded only for the minor, the guardian and the institution that recorded it.')
export class Representation {
  @Field(() => GraphQLID, { description: 'Pass it to revokeRepresentation.' })
  id: string;

  @Field(() => GraphQLID, { description: 'The minor. A guardian names them in the header x-represents.' })
  personId: string;

  @Field(() => GraphQLString, { description: 'Name of the guardian as in the document.' })
  guardianName: string;

  @Field(() => RepresentationKindEnum, { description: 'By what right the guardian represents the minor.' })
  kind: RepresentationKind;

  @Field(() => RepresentationDocumentEnum, { description: 'What staff have seen.' })
  document: RepresentationDocument;

  @Field(() => GraphQLString, { description: 'The institution that saw guardian and document.' })
  recordedBy: string;

  @Field(() => DateTimeScalar, { description: 'When staff recorded it.' })
  recordedAt: string;

  @Field(() => RepresentationStateEnum, { description: 'Whether it holds.' })
  state: string;

  @Field(() => DateTimeScalar, {
    description: 'When it ends by itself: on the 18th birthday at the latest, as far as who recorded it could know.',
  })
  validUntil: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When an institution revoked it; null otherwise.' })
  revokedAt: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Why, where this institution revoked it.' })
  revokeReason: string | null;
}
