import { GraphQLID, type GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { onRecord } from '../../../access/log/refusal';
import { noSuchPerson } from '../../../platform/errors';
import { checkPersonId } from '../../../records/check-id';
import { Equivalent } from '../../../records/equivalents/equivalent.type';
import { equivalentsOf, personsOnOccasion } from '../../../records/equivalents/equivalents';
import { OccasionEnum, type Occasion } from '../../../records/occasion';
import { personById } from '../../../records/read/persons-by-id';
import type { RecordContext } from '../../../records/record-context';

@Resolver()
export class EquivalentsResolver {
  @Query(() => [Equivalent], {
    nullable: true,
    description:
      'Before you assess, enrol, open a case or plan a measure: what other institutions have recorded already, as far as ' +
      'you may see it for the stated purpose. The answer does not tell whether there is more.',
  })
  @Restricted('counsellor', 'case-manager', 'service')
  async equivalents(
    @Arg('personId', () => GraphQLID, { description: 'The person with whom you are about to do something.' })
    personId: string,
    @Arg('occasion', () => OccasionEnum, { description: 'What you are about to do.' }) occasion: Occasion,
    @Ctx() context: RecordContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Equivalent[]> {
    const found = await personsOnOccasion(context, occasion, personById(checkPersonId(personId)));
    if (!found[0]) throw onRecord(noSuchPerson());
    return equivalentsOf(found[0], occasion, context, info);
  }
}
