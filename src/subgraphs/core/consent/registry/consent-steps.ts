import {
  stepTowardsGiving,
  type Agreements,
  type GivingSituation,
  type GivingStep,
} from '../../representation/who-consents';
import type { RequestContext } from '../../../../access/request-context';
import type { ConsentCategory, Purpose } from '../../../../access/vocabulary';
import { GeleitError } from '../../../../platform/errors';
import { problem, problemIf, refuse } from '../../../../records/api/input-problems';
import { checkConsent, checkTexts } from './check-consent';
import type { ConsentRow } from './consent-row.sql';
import type { AnswerConsentInput, AnsweredScopeInput, RenewConsentInput, WithdrawConsentInput } from './consent.input';
import type { ConsentChange, Decide } from './consent.store';
import { NOW } from './consent-values.sql';
import { givingValues } from './giving';

const LISTS = ['recipients', 'categories', 'purposes'] as const;

/** What the person's answer does to a request. */
export function answerStep(context: RequestContext, input: AnswerConsentInput): ConsentChange | Decide {
  if (input.answer === 'REFUSE') return { action: 'REFUSE', values: { ended_at: NOW } };
  return (before, situation) => {
    if (before.channel === 'PAPER' && context.caller.kind === 'staff') {
      throw new GeleitError('CONSENT_FOUR_EYES', 'A second member of staff checks the form that was captured.');
    }
    const scope = answeredScope(context, input, before);
    const step = stepOf(context, situation, {
      byPerson: before.agreedByPersonAt !== null,
      byGuardian: before.agreedByGuardianAt !== null,
    });
    const values = { ...givingValues(context, input, scope.purposes, step), ...scope };
    return { action: step?.action ?? 'GIVE', values };
  };
}

/**
 * The scope of an answer. The person may give less than they were asked for, never more.
 * @throws GeleitError INVALID_INPUT, CONSENT_OUTSIDE_POLICY
 */
export function answeredScope(context: RequestContext, input: AnsweredScopeInput, before: ConsentRow) {
  const requested = asRequested(before);
  const given = {
    ...input,
    recipients: input.recipients ?? requested.recipients,
    categories: input.categories ?? requested.categories,
    purposes: input.purposes ?? requested.purposes,
    validUntil: input.validUntil ?? requested.validUntil,
  };
  refuse('consent', [
    ...LISTS.flatMap((list) =>
      given[list].every((word) => (requested[list] as string[]).includes(word))
        ? []
        : [problem(list, 'NOT_REQUESTED', 'must not name more than was requested')],
    ),
    ...(given.validUntil > requested.validUntil
      ? [problem('validUntil', 'OUT_OF_RANGE', 'must not lie after what was requested')]
      : []),
  ]);
  const now = new Date();
  checkConsent(context.policy, given, now);
  const { recipients, categories, purposes, validUntil } = given;
  return {
    recipients,
    categories,
    purposes,
    // A consent never reaches back to a time before it was given.
    valid_from: requested.validFrom > now ? undefined : NOW,
    valid_until: validUntil,
  };
}

const NOBODY_AGREED: Agreements = { byPerson: false, byGuardian: false };
/** The person consents for themself. */
export const ALONE: GivingStep = { action: 'GIVE', givenBy: 'PERSON' };

/** What the caller's yes amounts to; null for staff, who write down what others say. */
export function stepOf(
  { caller }: RequestContext,
  situation: GivingSituation | null,
  agreed: Agreements = NOBODY_AGREED,
): GivingStep | null {
  return caller.kind === 'person' && situation !== null ? stepTowardsGiving(caller.role, situation, agreed) : null;
}

/** A further period. Whoever comes back after the end has not consented to the time between. */
export function renewStep(
  context: RequestContext,
  input: RenewConsentInput,
  situation: GivingSituation | null,
  before: ConsentRow,
): ConsentChange {
  // What the policy allowed when it was given, it may not allow any more.
  checkConsent(context.policy, { ...asRequested(before), ...input, validFrom: null }, new Date());
  const step = stepOf(context, situation, NOBODY_AGREED);
  return {
    action: 'RENEW',
    values: {
      // Two renew nothing one after the other: it would lie open meanwhile. They consent anew.
      ...givingValues(context, input, before.purposes, step?.action === 'AGREE' ? ALONE : step, before.capturedBy),
      valid_from: before.state === 'EXPIRED' ? NOW : undefined,
      valid_until: input.validUntil,
    },
  };
}

/**
 * The whole consent, or a part of it; what is left is a consent of its own scope. What was withdrawn before is withdrawn:
 * said again, it changes nothing.
 * @throws GeleitError INVALID_INPUT also where a list names nothing, which would mean all
 */
export function withdrawStep(input: WithdrawConsentInput): ConsentChange | Decide {
  const whole: ConsentChange = { action: 'WITHDRAW', values: { ended_at: NOW } };
  const named = LISTS.filter((list) => input[list] != null);
  refuse(
    'consent',
    named.flatMap((list) => problemIf(input[list]!.length === 0, list, 'EMPTY', 'must name at least one')),
  );
  if (named.length === 0) return whole;
  return (before) => {
    if (before.state === 'WITHDRAWN') return null;
    const lost = (list: (typeof LISTS)[number]) => before.withdrawn.flatMap((part) => part[list]);
    refuse(
      'consent',
      named.flatMap((list) =>
        problemIf(
          !input[list]!.every((word) => before[list].includes(word) || lost(list).includes(word)),
          list,
          'NOT_IN_CONSENT',
          'must name only what the consent names',
        ),
      ),
    );
    if (named.every((list) => input[list]!.every((word) => !before[list].includes(word)))) return null;
    const left = Object.fromEntries(
      LISTS.map((list) => [list, before[list].filter((word) => !(input[list] as string[] | null)?.includes(word))]),
    );
    return LISTS.some((list) => left[list]!.length === 0) ? whole : { action: 'NARROW', values: left };
  };
}

/** An end that the person did not bring about, with its reason. */
export function endStep(action: 'REVOKE' | 'INVALIDATE', reason: string): ConsentChange {
  checkTexts({ reason });
  return { action, values: { ended_at: NOW, end_reason: reason } };
}

/** A consent in the form of an input: its scope and its period. */
export function asRequested(before: ConsentRow) {
  return {
    recipients: before.recipients,
    categories: before.categories as ConsentCategory[],
    purposes: before.purposes as Purpose[],
    validFrom: new Date(before.validFrom),
    validUntil: new Date(before.validUntil),
  };
}
