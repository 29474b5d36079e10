import type { PersonFacts } from '../../../access/person-decisions';
import { sessionOf } from '../../../access/request-context';
import type { InstitutionId } from '../../../access/vocabulary';
import type { RecordContext } from '../../../records/record-context';
import { OWN_GRANT_ROW, milliseconds } from '../../../records/read/grant-row.sql';
import { statutesHeld } from '../../../records/read/statutes-held.sql';

/** What decides about a person, whoever asks: the grants of each recipient, and the statutes whose condition is met. */
export interface SharingFacts {
  of(recipient: InstitutionId): PersonFacts;
}

interface Row extends Record<string, unknown> {
  readonly now: number;
  readonly grants: Readonly<Record<string, PersonFacts['grants']>> | null;
  readonly held: readonly string[];
}

/** Reads the compiled grants of a person, as a request of each recipient would read its own. One statement. */
export async function sharingFacts(context: RecordContext, id: string): Promise<SharingFacts> {
  const { database, persons, policy } = context;
  const held =
    policy.statutes.length > 0 ? statutesHeld(persons.registry, policy.statutes, '$1::uuid') : `'{}'::text[]`;
  const [row] = await database.once<Row>(sessionOf(context), {
    name: 'sharing-of-person',
    text: `select ${milliseconds('now()')} as now, to_json(${held}) as held, (select json_object_agg(g.recipient, g.grants) from (
        select c.recipient, json_agg(${OWN_GRANT_ROW}) as grants from core.consent_grant c where c.person_id = $1::uuid
        group by c.recipient) g) as grants`,
    values: [id],
  });
  return {
    of: (recipient) => ({
      id,
      grants: row?.grants?.[recipient] ?? [],
      statutesHeld: row?.held ?? [],
      now: Number(row?.now ?? Number.NaN),
    }),
  };
}
