import type { RequestContext } from '../../../../access/request-context';
import type { Page } from '../../../../records/api/page';
import { loggedPage, pageParameter, type LoggedList } from '../../../../records/read/logged-page';
import type { ConsentState } from '../../../../access/vocabulary';
import { knowsGiver, shownEnd, shownState } from '../registry/consent-row.sql';
import type { ConsentOverview } from './consent-overview.type';

const [STATE, AFTER_AT, AFTER_ID] = [1, 2, 3].map(pageParameter);

const STATE_NOW = shownState('c');

/** Row level security says of whom the consents are once more: those that the officer's institution takes part in. */
const CONSENTS: LoggedList = {
  name: 'consent-overview',
  thing: 'ConsentOverview',
  rows: `select c.*, ${STATE_NOW} as state_now from core.consent c
    where (c.captured_by = $1::text or c.requested_by = $1::text or $1::text = any(c.recipients))
      and (${STATE}::text is null or ${STATE_NOW} = ${STATE}::text)
      and (${AFTER_AT}::timestamptz is null or (c.recorded_at, c.id) < (${AFTER_AT}::timestamptz, ${AFTER_ID}::uuid))`,
  order: ['recorded_at desc', 'id desc'],
  shown: `json_build_object('id', p.id, 'personId', p.person_id, 'version', p.version, 'state', p.state_now,
    'recipients', p.recipients, 'categories', p.categories, 'purposes', p.purposes, 'hasExceptions', p.exceptions <> '[]'::jsonb,
    'secrecyRelease', p.secrecy_release, 'recordedAt', p.recorded_at, 'givenAt', p.given_at, 'validFrom', p.valid_from,
    'validUntil', ${shownEnd('p')}, 'endedAt', p.ended_at, 'channel', p.channel,
    'givenBy', case when ${knowsGiver('p')} then p.given_by end, 'capturedBy', p.captured_by,
    'requestedBy', p.requested_by, 'isChecked', p.checked_at is not null, 'language', p.language)`,
};

/**
 * A page of the consents that the caller's institution takes part in, newest first.
 * Reading them is on record, where the persons see it.
 */
export function consentPage(
  context: RequestContext,
  state: ConsentState | null,
  after: readonly string[] | null,
  limit: number,
): Promise<Page<ConsentOverview>> {
  return loggedPage(context, CONSENTS, [state, ...(after ?? [null, null])], limit);
}
