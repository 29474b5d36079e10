import type DataLoader from 'dataloader';
import { standingsAt, type ConsentEvent } from '../../../../access/consent/history';
import { sessionOf, type RequestContext } from '../../../../access/request-context';
import { rowsLoader } from '../../../../records/loader-of';
import { consentJson, endOfState, type ConsentRow } from './consent-row.sql';

/** A step with the consent as the API shows it. */
type ShownEvent = ConsentEvent & { readonly row: ConsentRow };

/** What decides how a consent stood: state, period and end. Times in milliseconds since 1970, rounded down. */
const PARTS = `json_build_object('state', s.state, 'recipients', s.recipients, 'categories', s.categories,
  'purposes', s.purposes, 'exceptions', s.exceptions, 'withdrawn', s.withdrawn, 'exceptsFrom', core.milliseconds(s.excepts_from::text), 'validFrom', core.milliseconds(s.valid_from::text),
  'validUntil', core.milliseconds((${endOfState('s')})::text), 'dataFrom', s.data_from, 'dataUntil', s.data_until,
  'secrecyRelease', s.secrecy_release, 'endedAt', core.milliseconds(s.ended_at::text))`;

/**
 * The consents of several persons as they stood at one moment, as it was known at another, newest first; as far as the
 * caller may know of them now. One statement.
 */
async function consentsAt(
  context: RequestContext,
  personIds: readonly string[],
  asOf: Date,
  knownAsOf: Date,
): Promise<readonly ConsentRow[]> {
  const rows = await context.database.once<{ event: ShownEvent }>(sessionOf(context), {
    name: 'consents-at',
    // Columns that are younger than a step are filled from the consent as it is now.
    text: `select json_build_object('consentId', e.consent_id, 'version', e.version, 'at', core.milliseconds(e.at::text),
        'consent', ${PARTS}, 'row', ${consentJson('s')}) as event
      from core.consent c join core.consent_event e on e.consent_id = c.id
        cross join lateral jsonb_populate_record(c, e.snapshot) s
      where c.person_id = any($1::uuid[]) order by c.recorded_at desc, c.id, e.version`,
    values: [[...personIds]],
  });
  return standingsAt(
    rows.map(({ event }) => event),
    asOf.getTime(),
    knownAsOf.getTime(),
  ).map(({ event, state }) => ({ ...event.row, state }));
}

/** Gathers the persons of one request and moment, so that a page of them is one statement. */
export function consentsAtLoader(
  context: RequestContext,
  asOf: Date,
  knownAsOf: Date,
): DataLoader<string, ConsentRow[]> {
  return rowsLoader(
    context,
    `consents at ${asOf.getTime()} ${knownAsOf.getTime()}`,
    (ids) => consentsAt(context, ids, asOf, knownAsOf),
    ({ personId }) => personId,
  );
}
