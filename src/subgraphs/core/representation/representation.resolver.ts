import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Open, Restricted } from '../../../access/declare';
import { byPerson } from '../../../records/loader-of';
import type { PersonRow } from '../../../records/read/load-persons';
import type { RecordContext } from '../../../records/record-context';
import { Person } from '../person/person.type';
import { checkRecording, checkRevoking } from './check-representation';
import { RecordRepresentationInput, RevokeRepresentationInput } from './representation.input';
import { recordRepresentation, representationsOf, representedBy, revokeRepresentation } from './representation.store';
import { Representation } from './representation.type';

@Resolver(() => Person)
export class RepresentationResolver {
  @FieldResolver(() => [Representation], {
    description: 'Who acts for the minor at a screen of their own, newest first; for an institution what it recorded.',
  })
  @Open('Row level security chooses: the minor, and the institution that recorded it.')
  representations(@Root() { id }: PersonRow, @Ctx() context: RecordContext): Promise<readonly Representation[]> {
    return byPerson(context, representationsOf).load(id);
  }

  @Query(() => [Representation], {
    nullable: true,
    description: 'Whom you represent; name one of them in the header x-represents to act for them.',
  })
  @Restricted('person')
  async myRepresentations(@Ctx() context: RecordContext): Promise<readonly Representation[]> {
    const { caller } = context;
    return caller.kind === 'person' ? representedBy(context, caller.personId) : [];
  }

  @Mutation(() => Representation, {
    nullable: true,
    description:
      'Records that somebody represents a minor, whom you have seen with a document. Ends on the 18th birthday.',
  })
  @Restricted('counsellor', 'case-manager')
  recordRepresentation(
    @Arg('input', () => RecordRepresentationInput, { description: 'Who represents whom, and what you have checked.' })
    input: RecordRepresentationInput,
    @Ctx() context: RecordContext,
  ): Promise<Representation> {
    checkRecording(context, input);
    return recordRepresentation(context, input);
  }

  @Mutation(() => Representation, {
    nullable: true,
    description: 'Ends what your institution recorded, at once and for everybody. Consents stay; withdraw them apart.',
  })
  @Restricted('counsellor', 'case-manager')
  revokeRepresentation(
    @Arg('input', () => RevokeRepresentationInput, { description: 'Which representation ends, and why.' })
    input: RevokeRepresentationInput,
    @Ctx() context: RecordContext,
  ): Promise<Representation> {
    checkRevoking(input);
    return revokeRepresentation(context, input);
  }
}
