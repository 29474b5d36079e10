import { logThing, parameter } from '../../../access/log/log-entry.sql';
import { pageParameter, type LoggedList } from '../../../records/read/logged-page';
import type { RightsRequest } from './rights-request.type';

export type RequestRow = RightsRequest & { readonly recordTable: string | null };

const OPEN_STATES = `'OPEN', 'IN_PROGRESS'`;
const isOverdue = (r: string) => `(${r}.state in (${OPEN_STATES}) and ${r}.due_at < now())`;

/** The own file number follows from the link, which row level security shows to whom it concerns. */
const requestJson = (
  r: string,
) => `json_build_object('id', ${r}.id, 'version', ${r}.version, 'personId', ${r}.person_id,
  'fileNumber', (select l.file_number from core.person_link l where l.person_id = ${r}.person_id and l.institution = ${r}.institution),
  'institution', ${r}.institution, 'kind', ${r}.kind, 'state', ${r}.state, 'recordType', ${r}.record_type, 'recordTable', ${r}.record_table,
  'recordId', ${r}.record_id, 'field', ${r}.field, 'words', c.words, 'proposedValue', c.proposed_value, 'createdAt', ${r}.created_at,
  'dueAt', ${r}.due_at, 'isOverdue', ${isOverdue(r)}, 'extensionReason', ${r}.extension_reason, 'answeredAt', ${r}.answered_at,
  'answeredBy', ${r}.answered_by, 'reasonCode', ${r}.reason_code, 'legalBasis', ${r}.legal_basis, 'answer', ${r}.answer,
  'liftAt', ${r}.lift_at, 'outcome', ${r}.outcome)`;

export const REQUEST_JSON = requestJson('r');

/** Row level security shows the content to the person and to staff, and to no data protection officer. */
export const REQUESTS = 'core.rights_request r left join core.rights_request_content c on c.request_id = r.id';

const [ONLY_OVERDUE, AFTER_AT, AFTER_ID] = [1, 2, 3].map(pageParameter);

/** Those of an institution, what is due soonest first. */
export const REQUESTS_DUE: LoggedList = {
  name: 'rights-request-page',
  thing: 'RightsRequest',
  rows: `select r.* from core.rights_request r
    where r.institution = $1 and (not ${ONLY_OVERDUE}::boolean or ${isOverdue('r')})
      and (${AFTER_AT}::timestamptz is null or (r.due_at, r.id) > (${AFTER_AT}::timestamptz, ${AFTER_ID}::uuid))`,
  order: ['due_at', 'id'],
  shown: requestJson('p'),
  joins: 'left join core.rights_request_content c on c.request_id = p.id',
};

/** One request, with the entry of the access log that it was written or read. */
const one = (
  event: 'READ' | 'WRITE',
) => `with written as materialized (select r.* from core.rights_request r where r.id = ${parameter(1)}::uuid),
logged as (${logThing({ event, thing: 'RightsRequest', person: 'p.person_id', from: 'from written p' })})
select ${REQUEST_JSON} as request from written r left join core.rights_request_content c on c.request_id = r.id`;

/** A request after a step. */
export const WRITTEN_SQL = one('WRITE');
/** A request that is told again. */
export const AGAIN_SQL = one('READ');

/** A request that waits for its answer and asks for the same: of the same record, or where it names none of the institution. */
export const OPEN_TWIN_SQL = `select r.id from ${REQUESTS}
  where r.person_id = $1::uuid and r.kind = $2 and r.record_table is not distinct from $3
    and ($4::text is null or r.institution = $4) and r.record_id is not distinct from $5::uuid and r.field is not distinct from $6
    and c.words is not distinct from $7 and c.proposed_value is not distinct from $8 and r.state in (${OPEN_STATES})
  order by r.created_at limit 1`;
