import { logThing, parameter, type LogEntrySql } from '../../../access/log/log-entry.sql';
import type { RightsRequest } from './rights-request.type';

export type RequestRow = RightsRequest & { readonly recordTable: string | null };

const IS_OVERDUE = `(r.state in ('OPEN', 'IN_PROGRESS') and r.due_at < now())`;

/** The own file number follows from the link, which row level security shows to whom it concerns. */
export const REQUEST_JSON = `json_build_object('id', r.id, 'version', r.version, 'personId', r.person_id,
  'fileNumber', (select l.file_number from core.person_link l where l.person_id = r.person_id and l.institution = r.institution),
  'institution', r.institution, 'kind', r.kind, 'state', r.state, 'recordType', r.record_type, 'recordTable', r.record_table,
  'recordId', r.record_id, 'field', r.field, 'words', c.words, 'proposedValue', c.proposed_value, 'createdAt', r.created_at,
  'dueAt', r.due_at, 'isOverdue', ${IS_OVERDUE}, 'extensionReason', r.extension_reason, 'answeredAt', r.answered_at,
  'answeredBy', r.answered_by, 'reasonCode', r.reason_code, 'legalBasis', r.legal_basis, 'answer', r.answer,
  'liftAt', r.lift_at, 'outcome', r.outcome)`;

/** Row level security shows the content to the person and to staff, and to no data protection officer. */
export const REQUESTS = 'core.rights_request r left join core.rights_request_content c on c.request_id = r.id';

const logRequests = (event: LogEntrySql['event'], from: string): string =>
  logThing({ event, thing: 'RightsRequest', person: 'p.person_id', from });

/** A page of an institution, what is due soonest first. */
export const PAGE_SQL = `with found as materialized (
  select r.* from core.rights_request r
  where r.institution = $1 and (not ${parameter(1)}::boolean or ${IS_OVERDUE})
    and (${parameter(2)}::timestamptz is null or (r.due_at, r.id) > (${parameter(2)}::timestamptz, ${parameter(3)}::uuid))
  order by r.due_at, r.id limit ${parameter(4)}::int + 1),
logged as (${logRequests('READ', 'from (select distinct person_id from found) p')})
select ${REQUEST_JSON} as request, (select count(*) from found)::int as found
from found r left join core.rights_request_content c on c.request_id = r.id
order by r.due_at, r.id limit ${parameter(4)}::int`;

/** A request after a step, with the entry of the access log. */
export const WRITTEN_SQL = `with written as materialized (select r.* from core.rights_request r where r.id = ${parameter(1)}::uuid),
logged as (${logRequests('WRITE', 'from written p')})
select ${REQUEST_JSON} as request from written r left join core.rights_request_content c on c.request_id = r.id`;
