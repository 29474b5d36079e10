import { BINDING_LANGUAGE } from '../../../access/consent/text/wording';
import type { RequestContext } from '../../../access/request-context';
import { problem, refuse } from './check-consent';
import type { Circumstances, ConsentScopeInput } from './consent-scope.input';
import { NOW, usableTexts, type ConsentValues } from './consent-values.sql';
import { isUuid } from '../../../records/uuid-kind';

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
    valid_from: input.validFrom ?? NOW,
    valid_until: input.validUntil,
    data_from: input.dataFrom ?? undefined,
    data_until: input.dataUntil ?? undefined,
    erase_by: input.eraseBy ?? undefined,
  };
}

/**
 * How a consent is given: by the person, or said by the person to a member of staff who writes it down in their own name.
 * @param purposes for each of which there must be a wording in the language
 * @param capturedBy the institution that took the consent down before, which stays in charge of it
 * @throws GeleitError INVALID_INPUT
 */
export function givingValues(
  { caller }: RequestContext,
  input: Circumstances,
  purposes: readonly string[],
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
      others.map((field) => problem(field, 'NOT_FOR_ROLE', 'is taken down by staff, in whose presence it happens')),
    );
    return { ...said, channel: 'PORTAL', captured_by: capturedBy ?? null, captured_by_actor: null };
  }
  return {
    ...said,
    channel: 'ASSISTED',
    captured_by: capturedBy ?? caller.institution,
    captured_by_actor: caller.actor,
  };
}
