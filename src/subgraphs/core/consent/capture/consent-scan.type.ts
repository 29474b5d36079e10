import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../../../access/declare';
import { DateTimeScalar } from '../../../../platform/scalars';

@ObjectType({ description: 'The scan of a form that was signed on paper; the file itself is at /consent-scans/<id>.' })
@Open('Row level security shows it to the person and to the institution that captured it.')
export class ConsentScan {
  @Field(() => GraphQLID, { description: 'Part of the address at which the file is.' })
  id: string;

  @Field(() => GraphQLString, { description: 'application/pdf, image/png or image/jpeg.' })
  mediaType: string;

  @Field(() => GraphQLInt, { description: 'Bytes.' })
  size: number;

  @Field(() => GraphQLString, { description: 'SHA-256 of the file.' })
  sha256: string;

  @Field(() => DateTimeScalar, { description: 'When the file was uploaded.' })
  recordedAt: string;
}
