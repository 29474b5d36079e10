import type { RequestContext } from '../../../../access/request-context';
import { dayInGermany } from '../../../../platform/calendar';
import { GeleitError } from '../../../../platform/errors';
import { problemIf, refuse, valueProblems } from '../../../../records/api/input-problems';
import { day } from '../../../../records/kinds';
import { isUuid } from '../../../../records/uuid-kind';
import { checkConsent, checkTexts } from '../registry/check-consent';
import type { ConsentRow } from '../registry/consent-row.sql';
import { answeredScope, asRequested } from '../registry/consent-steps';
import type { ConsentChange } from '../registry/consent.store';
import { NOW, type ConsentValues } from '../registry/consent-values.sql';
import { givingValues, scopeValues } from '../registry/giving';
import type { CaptureAnswerInput, CaptureConsentInput, CheckConsentInput } from './consent-capture.input';

const DAY = day();

/** What is taken down from a form on paper. @throws GeleitError INVALID_INPUT, CONSENT_OUTSIDE_POLICY, NOT_FOUND */
export function captureValues(context: RequestContext, input: CaptureConsentInput, now: Date): ConsentValues {
  const paper = paperValues(input, now);
  checkConsent(context.policy, input, now);
  return { ...scopeValues(input), ...givingValues(context, input, input.purposes), ...paper };
}

/**
 * What is taken down from the form on which a person has answered a request. The request waits further, for the check.
 * @throws GeleitError CONSENT_STATE_CONFLICT, INVALID_INPUT, CONSENT_OUTSIDE_POLICY, NOT_FOUND
 */
export function captureAnswerStep(
  context: RequestContext,
  input: CaptureAnswerInput,
  before: ConsentRow,
  now: Date,
): ConsentChange {
  if (before.requestedBy === null || before.scanId !== null) {
    throw new GeleitError('CONSENT_STATE_CONFLICT', 'Only a request that has no form yet can be answered on paper.');
  }
  const paper = paperValues(input, now);
  const scope = answeredScope(context, input, before);
  return { action: 'CAPTURE', values: { ...scope, ...givingValues(context, input, scope.purposes), ...paper } };
}

function paperValues({ signedOn, scanId }: { signedOn: string; scanId: string }, now: Date): ConsentValues {
  const isLater = signedOn > dayInGermany(now);
  refuse('consent', [
    ...valueProblems('signedOn', DAY, signedOn),
    ...problemIf(isLater, 'signedOn', 'OUT_OF_RANGE', 'must not lie in the future'),
  ]);
  if (!isUuid(scanId)) throw new GeleitError('NOT_FOUND', 'There is no scan of that id for this person.');
  // The day of the signature is the one on which it counts who may consent.
  return { channel: 'PAPER', scan_id: scanId, given_at: `${signedOn}T12:00:00Z` };
}

/**
 * What the second member of staff finds. Who has captured a form does not check it.
 * @throws GeleitError CONSENT_STATE_CONFLICT, CONSENT_FOUR_EYES, INVALID_INPUT, CONSENT_OUTSIDE_POLICY
 */
export function checkStep(context: RequestContext, input: CheckConsentInput, before: ConsentRow): ConsentChange {
  if (before.channel !== 'PAPER' || before.scanId === null) {
    throw new GeleitError('CONSENT_STATE_CONFLICT', 'Only a form that was captured from paper can be checked.');
  }
  const { actor } = context.caller;
  if (before.capturedByActor === actor) {
    throw new GeleitError('CONSENT_FOUR_EYES', 'Who has captured a form does not check it.');
  }
  const checked = { checked_by_actor: actor, checked_at: NOW };
  if (!input.matches) {
    refuse('consent', problemIf(!input.reason, 'reason', 'REQUIRED', 'must say what is wrong'));
    checkTexts({ reason: input.reason! });
    return { action: 'INVALIDATE', values: { ...checked, ended_at: NOW, end_reason: input.reason } };
  }
  checkConsent(context.policy, asRequested(before), new Date());
  return { action: 'CHECK', values: checked };
}
