import type DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Restricted } from '../../access/declare';
import { declarationOf, type RecordClass } from '../declaration';
import { rowLoader } from '../loader-of';
import type { Occasion } from '../occasion';
import type { PersonRow } from '../read/load-persons';
import { personsById } from '../read/persons-by-id';
import type { RecordContext } from '../record-context';
import { Equivalent } from './equivalent.type';
import { equivalentsOf, personsOnOccasion } from './equivalents';

/** A record as the look-ahead statement reads it where `equivalents` is asked for. */
interface RecordOfPerson {
  readonly personId: string;
}

/** The field `equivalents` of a record type with an occasion, so that whoever records one is told in the same answer. */
export function equivalentsResolver(type: RecordClass): new () => object {
  const occasion = declarationOf(type).occasion!;

  @Resolver(() => type)
  class EquivalentsResolver {
    @FieldResolver(() => [Equivalent], {
      nullable: true,
      description: 'What other institutions have recorded on the same occasion, as far as you may see it.',
    })
    @Restricted('counsellor', 'case-manager', 'service')
    async equivalents(
      @Root() { personId }: RecordOfPerson,
      @Ctx() context: RecordContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Equivalent[] | null> {
      const person = await personLoader(context, occasion).load(personId);
      return person && equivalentsOf(person, occasion, context, info);
    }
  }
  return EquivalentsResolver;
}

function personLoader(context: RecordContext, occasion: Occasion): DataLoader<string, PersonRow | null> {
  return rowLoader(context, `equivalents ${occasion}`, (ids) => personsOnOccasion(context, occasion, personsById(ids)));
}
