import { noSuchPerson } from '../platform/errors';
import { logThing, logValues, parameter } from './log/log-entry.sql';
import { onRecord } from './log/refusal';
import { sessionOf, type RequestContext } from './request-context';

const PERSON = `${parameter(1)}::uuid`;

const CHECK_SQL = `with checked as materialized (select core.caller_represents(${PERSON}) as may),
logged as (${logThing({ event: 'REFUSED', thing: 'Representation', person: PERSON, from: 'from checked where not may' })})
select may from checked`;

/**
 * Refuses a guardian who does not represent the person for whom they speak at this moment, and puts it on record. The first
 * of two locks: row level security asks again with each statement. Nothing is asked for anybody else.
 * @throws GeleitError NO_SUCH_PERSON, whether or not there is such a person
 */
export async function refuseUnlessRepresented(context: RequestContext): Promise<void> {
  const { caller, database } = context;
  if (caller.role !== 'guardian') return;
  const [row] = await database.once<{ may: boolean }>(sessionOf(context), {
    name: 'caller-represents',
    text: CHECK_SQL,
    values: [...logValues(context), caller.personId],
  });
  if (row?.may !== true) throw onRecord(noSuchPerson());
}
