import { logThing, logValues, parameter } from '../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { pageOf, type Page } from '../../../records/api/page';
import type { ConsentState } from '../../../access/vocabulary';
import type { ConsentOverview } from './consent-overview.type';

const [STATE, AFTER_AT, AFTER_ID, LIMIT] = [1, 2, 3, 4].map(parameter);

const STATE_NOW = `case when c.state in ('GIVEN', 'RENEWED') and c.valid_until <= now() then 'EXPIRED' else c.state end`;

/** Row level security says of whom the consents are once more: those that the officer's institution takes part in. */
const PAGE_SQL = `with found as materialized (
  select c.*, ${STATE_NOW} as state_now from core.consent c
  where (c.captured_by = $1::text or c.requested_by = $1::text or $1::text = any(c.recipients))
    and (${STATE}::text is null or ${STATE_NOW} = ${STATE}::text)
    and (${AFTER_AT}::timestamptz is null or (c.recorded_at, c.id) < (${AFTER_AT}::timestamptz, ${AFTER_ID}::uuid))
  order by c.recorded_at desc, c.id desc limit ${LIMIT}::int + 1),
logged as (${logThing({ event: 'READ', thing: 'ConsentOverview', person: 'p.person_id', from: 'from (select distinct person_id from found) p' })})
select json_build_object('id', f.id, 'personId', f.person_id, 'version', f.version, 'state', f.state_now,
  'recipients', f.recipients, 'categories', f.categories, 'purposes', f.purposes, 'hasExceptions', f.exceptions <> '[]'::jsonb,
  'secrecyRelease', f.secrecy_release, 'recordedAt', f.recorded_at, 'givenAt', f.given_at, 'validFrom', f.valid_from,
  'validUntil', f.valid_until, 'endedAt', f.ended_at, 'channel', f.channel, 'givenBy', f.given_by, 'capturedBy', f.captured_by,
  'requestedBy', f.requested_by, 'isChecked', f.checked_at is not null, 'language', f.language) as consent
from found f order by f.recorded_at desc, f.id desc`;

/**
 * A page of the consents that the caller's institution takes part in, newest first.
 * Reading them is on record, where the persons see it.
 */
export async function consentPage(
  context: RequestContext,
  state: ConsentState | null,
  after: readonly string[] | null,
  limit: number,
): Promise<Page<ConsentOverview>> {
  const rows = await context.database.once<{ readonly consent: ConsentOverview }>(sessionOf(context), {
    name: 'consent-overview',
    text: PAGE_SQL,
    values: [...logValues(context), state, ...(after ?? [null, null]), limit],
  });
  return pageOf(rows, limit, ({ consent }) => consent);
}
