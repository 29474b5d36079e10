import DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Open, Restricted } from '../../../access/declare';
import { GeleitError } from '../../../platform/errors';
import { loaderOf } from '../../../records/loader-of';
import type { PersonRow } from '../../../records/read/load-persons';
import type { RecordContext } from '../../../records/record-context';
import { isUuid } from '../../../records/uuid-kind';
import { Person } from '../person/person.type';
import { checkConsent } from './check-consent';
import { GiveConsentInput, WithdrawConsentInput } from './consent.input';
import { consentsOf, insertConsent, withdrawConsent, type ConsentRow } from './consent.store';
import { Consent } from './consent.type';

@Resolver(() => Person)
export class ConsentResolver {
  @FieldResolver(() => [Consent], {
    description:
      'All consents of the person for the person; for an institution those that name it or that it captured.',
  })
  @Open('Row level security chooses the consents that the caller may know of.')
  consents(@Root() person: PersonRow, @Ctx() context: RecordContext): Promise<ConsentRow[]> {
    return consentLoader(context).load(person.id);
  }

  @Mutation(() => Consent, {
    nullable: true,
    description: 'Gives a consent: the person themself, or staff with whom the person signs.',
  })
  @Restricted('person', 'counsellor', 'case-manager')
  giveConsent(
    @Arg('input', () => GiveConsentInput) input: GiveConsentInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    const personId = personOf(context, input);
    checkConsent(context.policy, input, new Date());
    return insertConsent(context, personId, input);
  }

  @Mutation(() => Consent, {
    nullable: true,
    description:
      'Withdraws a consent (Widerruf, Art. 7(3) GDPR). Once this has answered, nothing that rested on it is given out.',
  })
  @Restricted('person', 'counsellor', 'case-manager')
  withdrawConsent(
    @Arg('input', () => WithdrawConsentInput) { id, version }: WithdrawConsentInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    if (!isUuid(id)) throw new GeleitError('NOT_FOUND', 'No such consent.');
    return withdrawConsent(context, id, version ?? null);
  }
}

/** Whose consent it is: a person speaks for themself alone. */
function personOf({ caller }: RecordContext, { personId }: GiveConsentInput): string {
  if (caller.kind === 'person') {
    if (personId && personId !== caller.personId) throw new GeleitError('NO_SUCH_PERSON', 'No such person.');
    return caller.personId;
  }
  if (!isUuid(personId)) throw new GeleitError('NO_SUCH_PERSON', 'No such person.');
  return personId;
}

function consentLoader(context: RecordContext): DataLoader<string, ConsentRow[]> {
  return loaderOf(
    context,
    consentLoader,
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const consents = await consentsOf(context, ids);
        return ids.map((id) => consents.filter(({ personId }) => personId === id));
      }),
  );
}
