import type { GivingStep } from '../../representation/who-consents';
import { BINDING_LANGUAGE } from '../text/wording';
import type { RequestContext } from '../../../../access/request-context';
import type { PersonCaller } from '../../../../platform/identity/caller';
import type { Circumstances, ConsentScopeInput } from './consent-scope.input';
import { Expression, NOW, usableTexts, type ConsentValues } from './consent-values.sql';
import { problem, refuse } from '../../../../records/api/input-problems';
import { isUuid } from '../../../../records/uuid-kind';

/** What a consent opens, as it is stored. */
export function scopeValues(input: ConsentScopeInput): ConsentValues {
  return {
    recipients: input.recipients,
    categories: input.categories,
    purposes: input.purposes,
    exceptions: (input.exceptions ?? []).map(({ recipients, categories, purposes }) => ({
      ...(recipients && { recipients }),
      ...(categories && { categories }),
      ...(purposes && { purposes }),
    })),
    // Nothing that is given today opens the past; a request that is answered later begins then.
    valid_from: input.validFrom ? notBeforeNow(input.validFrom) : NOW,
    valid_until: input.validUntil,
    data_from: input.dataFrom ?? undefined,
    data_until: input.dataUntil ?? undefined,
    erase_by: input.eraseBy ?? undefined,
  };
}

const notBeforeNow = (moment: Date): Expression =>
  new Expression((parameter) => `greatest(${parameter(moment, 'timestamptz')}, now())`);

/**
 * How a consent is given: by the person or their guardian, each at a screen of their own, or said to a member of staff who
 * writes it down in their own name.
 * @param purposes for each of which there must be a wording in the language
 * @param step what a yes at a screen amounts to; null for staff
 * @param capturedBy the institution that took the consent down before, which stays in charge of it
 * @throws GeleitError INVALID_INPUT
 */
export function givingValues(
  { caller }: RequestContext,
  input: Circumstances,
  purposes: readonly string[],
  step: GivingStep | null = null,
  capturedBy?: string | null,
): ConsentValues {
  const language = input.language ?? BINDING_LANGUAGE;
  const said = {
    given_at: NOW,
    language,
    text_ids: usableTexts(purposes, language, input.textIds?.filter(isUuid) ?? null),
    interpreter: input.interpreter ?? null,
    given_by: input.givenBy ?? 'PERSON',
    guardian: input.guardian ?? null,
    secrecy_release: input.secrecyRelease ?? undefined,
  };
  if (caller.kind === 'person') {
    // Whether a guardian agrees, somebody has to see: alone before a screen anybody can say it.
    const others = (['interpreter', 'givenBy', 'guardian'] as const).filter((field) => input[field] != null);
    refuse(
      'consent',
      others.map((field) => problem(field, 'NOT_FOR_ROLE', 'is taken down by staff, in whose presence it happens')),
    );
    const own = step ? atScreen(caller, step) : {};
    return { ...said, ...own, channel: 'PORTAL', captured_by: capturedBy ?? null, captured_by_actor: null };
  }
  return {
    ...said,
    channel: 'ASSISTED',
    captured_by: capturedBy ?? caller.institution,
    captured_by_actor: caller.actor,
  };
}

/** What the yes of one of two, or of a guardian, writes. A name is never taken from the input: a document was seen for it. */
function atScreen({ actor, personId, role }: PersonCaller, { action, givenBy }: GivingStep): ConsentValues {
  const isOfTwo = givenBy === 'PERSON_AND_GUARDIAN';
  const agreement =
    role === 'person' ? { agreed_by_person_at: NOW } : { agreed_by_guardian_at: NOW, agreed_guardian: actor };
  return {
    given_by: givenBy,
    // The person leaves the name of the guardian who has agreed before as it is.
    guardian: role === 'guardian' ? guardianName(personId, actor) : isOfTwo ? undefined : null,
    ...(isOfTwo && agreement),
    ...(action === 'AGREE' && { given_at: undefined }),
  };
}

/** The guardian's name as it stands in the document that staff have seen. */
function guardianName(personId: string, guardian: string): Expression {
  return new Expression(
    (
      parameter,
    ) => `(select r.guardian_name from core.representation r where r.person_id = ${parameter(personId, 'uuid')}
      and r.guardian = ${parameter(guardian, 'uuid')} and r.revoked_at is null order by r.recorded_at desc limit 1)`,
  );
}
