import { logThing, logValues, parameter } from '../../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../../access/request-context';
import type { LiveEvent } from '../../../../platform/live/live-event';
import { consentJson } from '../registry/consent-row.sql';
import type { ConsentChange } from './consent-change.type';

const [CONSENT, VERSION] = [1, 2].map(parameter);

/**
 * The way of a query: staff reach a consent through its person, whom row level security shows only while the institution
 * has a link or an active consent. So whoever loses the person by a withdrawal does not hear of it here; what they have
 * to do then, their withdrawal task says.
 */
const CHANGE_SQL = `with found as materialized (
  select c.id, c.person_id, json_build_object('kind', case when e.state_before = e.state_after then 'CHANGED' else e.state_after end,
    'at', e.at, 'personId', c.person_id, 'consent', ${consentJson('c')}) as change
  from core.consent c join core.consent_event e on e.consent_id = c.id and e.version = ${VERSION}::int
  where c.id = ${CONSENT}::uuid and (select true from core.person p where p.id = c.person_id)
    and (c.person_id = nullif(current_setting('geleit.person'), '-')::uuid
      or $1::text in (c.captured_by, c.requested_by) or $1::text = any(c.recipients))),
logged as (${logThing({ event: 'READ', thing: 'Consent', person: 'f.person_id', from: 'from found f' })})
select change from found`;

/** The step that an event announces, as far as the caller may know of the consent at this moment; null if not at all. */
export async function consentChange(
  context: RequestContext,
  { id, version }: LiveEvent,
): Promise<ConsentChange | null> {
  const rows = await context.database.once<{ change: ConsentChange }>(sessionOf(context), {
    name: 'consent-change',
    text: CHANGE_SQL,
    values: [...logValues(context), id, version],
  });
  return rows[0]?.change ?? null;
}
