import type { MadeTransfer } from '../../../access/consent/compile';
import type { ConsentEvent } from '../../../access/consent/history';
import { logThing, logValues, parameter } from '../../../access/log/log-entry.sql';
import type { StatutePolicy } from '../../../access/policy/policy';
import { sessionOf } from '../../../access/request-context';
import type { InstitutionId } from '../../../access/vocabulary';
import { livingRecords } from '../../../records/read/statutes-held.sql';
import type { RecordContext } from '../../../records/record-context';

/** What decides about a person at a moment, as far as the caller may know of it. */
export interface History {
  /** The moment that is asked about, in milliseconds since 1970; by the clock of the database, which decides, where it is now. */
  readonly asOf: number;
  /** The moment whose knowledge counts. */
  readonly knownAsOf: number;
  readonly events: readonly ConsentEvent[];
  readonly transfers: readonly MadeTransfer[];
  /** Whether the condition of each statute was met; null where the caller may not know, by id. */
  readonly applies: ReadonlyMap<string, boolean | null>;
}

interface Row extends Record<string, unknown> {
  readonly as_of: string;
  readonly known_as_of: string;
  readonly events: ConsentEvent[] | null;
  readonly transfers: MadeTransfer[] | null;
  readonly applies: Record<string, boolean | null>;
}

const [PERSON, RECIPIENT, AS_OF, KNOWN_AS_OF] = [1, 2, 3, 4].map(parameter);

/** The moment that is asked about, or now, to the millisecond in which the steps are compared. */
const at = (moment: string | undefined): string => `coalesce(${moment}::timestamptz, now())`;
const MOMENT = `least(${at(AS_OF)}, ${at(KNOWN_AS_OF)})`;

const EVENTS_SQL = `(select json_agg(json_build_object('consentId', h.consent_id, 'version', h.version,
    'at', core.milliseconds(h.at::text), 'consent', h.consent)) from core.consent_history(${PERSON}::uuid, ${RECIPIENT}::text) h)`;

/** Row level security shows them to the person and to the recipient's data protection officer. */
const TRANSFERS_SQL = `(select json_agg(json_build_object('consentId', t.consent_id, 'recipient', t.recipient,
    'categories', t.categories, 'institution', t.institution, 'at', core.milliseconds(t.transferred_at::text)))
  from core.transfer t where t.person_id = ${PERSON}::uuid and t.recipient = ${RECIPIENT}::text)`;

/** Explaining is on record like any other reading, by the statement that reads. */
const LOG_SQL = logThing({ event: 'READ', thing: 'AccessExplanation', person: `${PERSON}::uuid`, from: '' });

/**
 * The steps of all consents that bear on what an institution could see, and whether statutes applied at the moment. Only
 * the person is told of the latter: that there is a record of this kind is content, which a data protection officer does
 * not see.
 */
export async function historyOf(
  context: RecordContext,
  personId: string,
  recipient: InstitutionId,
  statutes: readonly StatutePolicy[],
  asOf: Date | null,
  knownAsOf: Date | null,
): Promise<History> {
  const [row] = await context.database.once<Row>(sessionOf(context), {
    text: `with logged as (${LOG_SQL}) select ${EVENTS_SQL} as events, ${TRANSFERS_SQL} as transfers, ${appliesJson(context, statutes)} as applies,
      core.milliseconds(${at(AS_OF)}::text) as as_of, core.milliseconds(${at(KNOWN_AS_OF)}::text) as known_as_of`,
    values: [...logValues(context), ...[personId, recipient, asOf, knownAsOf]],
  });
  return {
    asOf: Number(row?.as_of ?? Number.NaN),
    knownAsOf: Number(row?.known_as_of ?? Number.NaN),
    events: row?.events ?? [],
    transfers: row?.transfers ?? [],
    applies: new Map(Object.entries(row?.applies ?? {})),
  };
}

/** Whether the conditions of these statutes are met now, for the person who asks. */
export async function statutesNow(
  context: RecordContext,
  personId: string,
  statutes: readonly StatutePolicy[],
): Promise<ReadonlyMap<string, boolean | null>> {
  const [row] = await context.database.once<Row>(sessionOf(context), {
    text: `with given as (select $1::text, $2::text, $3::text, $4::text, $5::uuid, ${RECIPIENT}::text, ${MOMENT})
      select ${appliesJson(context, statutes)} as applies from given`,
    values: [...logValues(context), ...[personId, null, null, null]],
  });
  return new Map(Object.entries(row?.applies ?? {}));
}

function appliesJson({ caller, persons }: RecordContext, statutes: readonly StatutePolicy[]): string {
  const pairs = statutes.map((statute) => {
    const records = livingRecords(persons.registry, statute, `${PERSON}::uuid`, MOMENT);
    // Row level security shows a person their own records; another process may keep them. What was changed since cannot be
    // told: an explanation never says more than was decided.
    const applies =
      caller.kind === 'person' && records
        ? `case when exists (${records.living}) then true when exists (${records.changed}) then null else false end`
        : `case when ${MOMENT} is null then false end`;
    return `'${statute.id}', ${applies}`;
  });
  return `json_build_object(${pairs.join(', ')})`;
}
