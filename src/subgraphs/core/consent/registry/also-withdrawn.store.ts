import type DataLoader from 'dataloader';
import { logThing, logValues, parameter } from '../../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../../access/request-context';
import { rowsLoader } from '../../../../records/loader-of';
import { consentJson, type ConsentRow } from './consent-row.sql';

/** A consent that lost something by a step of another one. */
type Loser = { readonly consent: ConsentRow; readonly step: string };

/** A step in the life of a consent, as a key of a loader. */
const stepOf = ({ id, version }: Pick<ConsentRow, 'id' | 'version'>): string => `${id} ${version}`;

const LOSERS_SQL = `with found as materialized (
    select s.step, c.recorded_at, c.person_id, c.id, ${consentJson('c')} as consent
    from unnest(${parameter(1)}::text[]) s(step) join core.consent_event e
        on e.consent_id = split_part(s.step, ' ', 1)::uuid and e.version = split_part(s.step, ' ', 2)::integer
      join core.consent_event o on o.person_id = e.person_id and o.at = e.at and o.consent_id <> e.consent_id
      join core.consent c on c.id = o.consent_id
    where exists (select from jsonb_array_elements(o.snapshot->'withdrawn') x
      where (x->>'at')::timestamptz in (e.at, (e.snapshot->>'ended_at')::timestamptz))),
  logged as (${logThing({ event: 'READ', thing: 'Consent', person: 'f.person_id', from: 'from (select distinct person_id from found) f' })})
  select step, consent from found order by recorded_at desc, id`;

/** The consents that lost, by several steps, what was withdrawn by them; as far as the caller may know of them. Those are on record. */
async function losersOf(context: RequestContext, steps: readonly string[]): Promise<readonly Loser[]> {
  return context.database.once<Loser>(sessionOf(context), {
    name: 'consents-also-withdrawn',
    text: LOSERS_SQL,
    values: [...logValues(context), [...steps]],
  });
}

/** What else lost the same by the step that made a consent what it is. */
export async function alsoWithdrawn(context: RequestContext, consent: ConsentRow): Promise<readonly ConsentRow[]> {
  const loader: DataLoader<string, Loser[]> = rowsLoader(
    context,
    losersOf,
    (steps) => losersOf(context, steps),
    ({ step }) => step,
  );
  return (await loader.load(stepOf(consent))).map(({ consent: loser }) => loser);
}
