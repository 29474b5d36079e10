import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { LIFTING_ROLES } from './lift';
import { CONSENT_TRANSITIONS, type ConsentAction } from './consent-transitions';
import { Open, Restricted } from '../../../../access/declare';
import type { Role } from '../../../../access/vocabulary';
import { noSuchPerson } from '../../../../platform/errors';
import { DateTimeScalar } from '../../../../platform/scalars';
import { checkId, checkPersonId } from '../../../../records/check-id';
import { byPerson } from '../../../../records/loader-of';
import type { PersonRow } from '../../../../records/read/load-persons';
import type { RecordContext } from '../../../../records/record-context';
import { Person } from '../../person/person.type';
import { consentsAtLoader } from './consents-at.store';
import { checkConsent, checkTexts } from './check-consent';
import type { ConsentRow } from './consent-row.sql';
import { answerStep, endStep, renewStep, withdrawStep } from './consent-steps';
import {
  AnswerConsentInput,
  EndConsentInput,
  GiveConsentInput,
  LiftExceptionsInput,
  RenewConsentInput,
  RequestConsentInput,
  WithdrawConsentInput,
} from './consent.input';
import { changeConsent, consentsOf, insertConsent, type ConsentChange, type Decide } from './consent.store';
import { NOW } from './consent-values.sql';
import { Consent, StandingException } from './consent.type';
import { giveConsent } from './give-consent';
import { standingExceptions } from './standing-exceptions';
import { liftExceptions } from './lift-exceptions.store';
import { givingValues, scopeValues } from './giving';

const rolesFor = (action: ConsentAction): Role[] => [...CONSENT_TRANSITIONS[action].roles];

@Resolver(() => Person)
export class ConsentResolver {
  @FieldResolver(() => [Consent], {
    description:
      'All consents of the person for the person; for an institution those that name it or that it requested or captured.',
  })
  @Open('Row level security chooses the consents that the caller may know of.')
  consents(
    @Root() person: PersonRow,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'How they stood at this moment; now if left out.',
    })
    asOf: Date | null,
    @Arg('knownAsOf', () => DateTimeScalar, {
      nullable: true,
      description: 'As it was known at this moment, without what was recorded later; now if left out.',
    })
    knownAsOf: Date | null,
    @Ctx() context: RecordContext,
  ): Promise<readonly ConsentRow[]> {
    return asOf || knownAsOf
      ? consentsAtLoader(context, asOf ?? new Date(), knownAsOf ?? new Date()).load(person.id)
      : byPerson(context, consentsOf).load(person.id);
  }

  @FieldResolver(() => [StandingException], {
    description:
      'What is left out of all consents of the person until they lift it (liftExceptions): of the consents that the caller may know of.',
  })
  @Open('Row level security chooses the consents that the caller may know of.')
  async exceptions(@Root() person: PersonRow, @Ctx() context: RecordContext): Promise<readonly StandingException[]> {
    return standingExceptions(await byPerson(context, consentsOf).load(person.id));
  }

  @Mutation(() => Consent, {
    nullable: true,
    description:
      'Gives a consent: the person themself, their guardian, or staff who write down what the person says to them. From 15 until 18 it waits as REQUESTED for the other of both.',
  })
  @Restricted(...rolesFor('GIVE'))
  async giveConsent(
    @Arg('input', () => GiveConsentInput, { description: 'What the person consents to, and how they said so.' })
    input: GiveConsentInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    const personId = personOf(context, input);
    checkConsent(context.policy, input, new Date());
    return giveConsent(context, (step) =>
      insertConsent(
        context,
        step?.action ?? 'GIVE',
        personId,
        { ...scopeValues(input), ...givingValues(context, input, input.purposes, step) },
        { operation: 'giveConsent', input },
      ),
    );
  }

  @Mutation(() => Consent, {
    nullable: true,
    description: 'Asks a person for a consent. Nothing is open before they have answered.',
  })
  @Restricted(...rolesFor('REQUEST'))
  requestConsent(
    @Arg('input', () => RequestConsentInput, { description: 'What you ask the person for, and why.' })
    input: RequestConsentInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    const personId = personOf(context, input);
    checkTexts(input);
    checkConsent(context.policy, input, new Date());
    const request = {
      requested_by: context.asking.institution,
      requested_at: NOW,
      request_reason: input.reason,
    };
    const values = { ...scopeValues(input), ...request };
    return insertConsent(context, 'REQUEST', personId, values, { operation: 'requestConsent', input });
  }

  @Mutation(() => Consent, {
    nullable: true,
    description: 'Answers a request: the person themself, or staff of the institution that asked, in their presence.',
  })
  @Restricted(...rolesFor('REFUSE'))
  answerConsentRequest(
    @Arg('input', () => AnswerConsentInput, { description: 'Which request is answered, and how.' })
    input: AnswerConsentInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    return change(context, input, answerStep(context, input));
  }

  @Mutation(() => Consent, {
    nullable: true,
    description: 'Renews a consent for a further period, also after it has expired.',
  })
  @Restricted(...rolesFor('RENEW'))
  renewConsent(
    @Arg('input', () => RenewConsentInput, { description: 'Which consent goes on, and until when.' })
    input: RenewConsentInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    return change(context, input, (before, situation) => renewStep(context, input, situation, before));
  }

  @Mutation(() => Consent, {
    nullable: true,
    description:
      'Withdraws a consent or a part of it (Widerruf, Art. 7(3) GDPR). Once this has answered, nothing that rested on what was withdrawn is given out.',
  })
  @Restricted(...rolesFor('WITHDRAW'))
  withdrawConsent(
    @Arg('input', () => WithdrawConsentInput, { description: 'Which consent is withdrawn, or which part of it.' })
    input: WithdrawConsentInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    return change(context, input, withdrawStep(input));
  }

  @Mutation(() => [Consent], {
    nullable: true,
    description:
      'Lifts exceptions for the institutions that are named: the person, who consents alone, or their guardian below 15; or staff before whom they say so, of an institution that is not among those named. Answers the consents in which they were made, as far as you may know of them: it does not tell whether there were others.',
  })
  @Restricted(...LIFTING_ROLES)
  liftExceptions(
    @Arg('input', () => LiftExceptionsInput, {
      description: 'For which institutions the exceptions are lifted, and of what.',
    })
    input: LiftExceptionsInput,
    @Ctx() context: RecordContext,
  ): Promise<readonly ConsentRow[]> {
    return liftExceptions(context, personOf(context, input), input);
  }

  @Mutation(() => Consent, {
    nullable: true,
    description: 'Ends a consent on behalf of another party than the person: a guardian, a court, data protection.',
  })
  @Restricted(...rolesFor('REVOKE'))
  revokeConsent(
    @Arg('input', () => EndConsentInput, { description: 'Which consent ends, and why.' }) input: EndConsentInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    return change(context, input, () => endStep('REVOKE', input.reason));
  }

  @Mutation(() => Consent, {
    nullable: true,
    description: 'Declares that a consent never was one, because its form was faulty; also takes back a request.',
  })
  @Restricted(...rolesFor('INVALIDATE'))
  invalidateConsent(
    @Arg('input', () => EndConsentInput, { description: 'Which consent never was one, and why.' })
    input: EndConsentInput,
    @Ctx() context: RecordContext,
  ): Promise<ConsentRow> {
    return change(context, input, () => endStep('INVALIDATE', input.reason));
  }
}

function change(
  context: RecordContext,
  consent: { id: string; version?: number | null },
  step: ConsentChange | Decide,
): Promise<ConsentRow> {
  checkId(consent.id, 'consent');
  return changeConsent(context, consent, step);
}

/** Whose consent it is: a person speaks only for themself, a guardian for the one whom the request names. */
function personOf({ caller }: RecordContext, { personId }: { personId?: string | null }): string {
  if (caller.kind === 'person') {
    if (personId && personId !== caller.personId) throw noSuchPerson();
    return caller.personId;
  }
  return checkPersonId(personId);
}
