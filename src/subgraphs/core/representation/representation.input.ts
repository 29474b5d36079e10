import { GraphQLBoolean, GraphQLID, GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/scalars';
import { withKey } from '../../../records/api/repeatable-input';
import {
  RepresentationDocumentEnum,
  RepresentationKindEnum,
  type RepresentationDocument,
  type RepresentationKind,
} from './representation.type';

@InputType({
  description: 'Who represents a minor, seen by staff with the guardian present and a document before them.',
})
export class RecordRepresentationInput extends withKey() {
  @Field(() => GraphQLID, { description: 'The minor.' })
  personId: string;

  @Field(() => GraphQLID, { description: "The guardian's own id at the portal, as it is shown to them there." })
  guardian: string;

  @Field(() => GraphQLString, { description: 'Name of the guardian as in the document.' })
  guardianName: string;

  @Field(() => RepresentationKindEnum, { description: 'By what right the guardian represents the minor.' })
  kind: RepresentationKind;

  @Field(() => RepresentationDocumentEnum, { description: 'The document that you have seen.' })
  document: RepresentationDocument;

  @Field(() => GraphQLBoolean, { description: 'Confirms that the guardian is present and has shown who they are.' })
  guardianPresent: boolean;

  @Field(() => GraphQLBoolean, { description: 'Confirms that the document is genuine and names minor and guardian.' })
  documentChecked: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'An earlier end than the 18th birthday.' })
  validUntil?: Date | null;
}

@InputType({ description: 'Which representation ends, and why.' })
export class RevokeRepresentationInput {
  @Field(() => GraphQLID, { description: 'The representation that your institution recorded.' })
  id: string;

  @Field(() => GraphQLString, { description: 'Why, e.g. custody was withdrawn.' })
  reason: string;
}
