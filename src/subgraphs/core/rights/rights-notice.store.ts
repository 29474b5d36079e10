import { logThing, logValues, parameter } from '../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { GeleitError } from '../../../platform/errors';
import type { Page } from '../../../records/api/page';
import { loggedPage, pageParameter, type LoggedList } from '../../../records/read/logged-page';
import type { RightsNotice } from './rights-notice.type';

interface Row extends Record<string, unknown> {
  readonly notice: RightsNotice;
}

const noticeJson = (
  n: string,
) => `json_build_object('id', ${n}.id, 'requestId', ${n}.request_id, 'personId', ${n}.person_id,
  'fileNumber', (select l.file_number from core.person_link l where l.person_id = ${n}.person_id and l.institution = ${n}.institution),
  'institution', ${n}.institution, 'author', ${n}.author, 'kind', ${n}.kind, 'recordType', ${n}.record_type, 'field', ${n}.field,
  'firstReceivedAt', ${n}.first_received_at, 'lastReceivedAt', ${n}.last_received_at, 'createdAt', ${n}.created_at,
  'acknowledgedAt', ${n}.acknowledged_at, 'acknowledgedBy', ${n}.acknowledged_by)`;

/** The notices about several persons, newest first, as far as the caller may know of them. */
export async function noticesOf(
  context: RequestContext,
  personIds: readonly string[],
): Promise<readonly RightsNotice[]> {
  const rows = await context.database.once<Row>(sessionOf(context), {
    name: 'rights-notices-of-persons',
    text: `select ${noticeJson('n')} as notice from core.rights_notice n where n.person_id = any($1::uuid[])
      order by n.created_at desc, n.id`,
    values: [[...personIds]],
  });
  return rows.map(({ notice }) => notice);
}

const [IS_OPEN, AFTER_AT, AFTER_ID] = [1, 2, 3].map(pageParameter);

const NOTICES: LoggedList = {
  name: 'rights-notice-page',
  thing: 'RightsNotice',
  rows: `select n.* from core.rights_notice n
    where n.institution = $1 and (not ${IS_OPEN}::boolean or n.acknowledged_at is null)
      and (${AFTER_AT}::timestamptz is null or (n.created_at, n.id) > (${AFTER_AT}::timestamptz, ${AFTER_ID}::uuid))`,
  order: ['created_at', 'id'],
  shown: noticeJson('p'),
};

/** A page of the notices to the caller's institution, oldest first. On record like any other reading. */
export function noticePage(
  context: RequestContext,
  isOpen: boolean,
  after: readonly string[] | null,
  limit: number,
): Promise<Page<RightsNotice>> {
  return loggedPage(context, NOTICES, [isOpen, ...(after ?? [null, null])], limit);
}

/**
 * Puts on record that the caller's institution has done the same to what it received.
 * @throws GeleitError NOT_FOUND, also where it was acknowledged before
 */
export async function acknowledgeNotice(context: RequestContext, id: string): Promise<RightsNotice> {
  const [row] = await context.database.once<Row>(sessionOf(context), {
    name: 'rights-notice-acknowledge',
    text: `with done as (
        update core.rights_notice n set acknowledged_at = now(), acknowledged_by = $3::text
        where n.id = ${parameter(1)}::uuid and n.institution = $1::text and n.acknowledged_at is null returning n.*),
      logged as (${logThing({ event: 'WRITE', thing: 'RightsNotice', person: 'p.person_id', from: 'from done p' })})
      select ${noticeJson('n')} as notice from done n`,
    values: [...logValues(context), id],
  });
  if (!row) throw new GeleitError('NOT_FOUND', 'No such notice, or it was acknowledged before.');
  return row.notice;
}
