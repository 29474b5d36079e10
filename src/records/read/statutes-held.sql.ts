import type { StatutePolicy } from '../../access/policy/policy';
import type { RecordRegistry } from '../registry';
import { livingColumns } from '../statute-condition';

/**
 * SQL of the ids (text[]) of those statutes whose condition a person meets now.
 * @param person SQL of the person's id
 */
export function statutesHeld(registry: RecordRegistry, statutes: readonly StatutePolicy[], person: string): string {
  const held = statutes.map((statute) => {
    const living = livingRecords(registry, statute, person, 'now()');
    // A statute whose condition cannot be checked here permits nothing.
    return living ? `case when exists (${living.living}) then '${statute.id}' end` : 'null::text';
  });
  return `array_remove(array[${held.join(', ')}], null)`;
}

/** SQL that selects records of a person on which a statute's condition rests. */
export interface LivingRecords {
  /** Those that lived at the moment; what is restricted is stored only (Art. 18(2) GDPR). */
  readonly living: string;
  /** Those that had begun at the moment and were changed since, so that nobody knows their state of then. */
  readonly changed: string;
}

/** @param moment SQL of the moment; records that were entered after it do not count */
export function livingRecords(
  registry: RecordRegistry,
  statute: StatutePolicy,
  person: string,
  moment: string,
): LivingRecords | null {
  const columns = livingColumns(registry, statute);
  if (!columns) return null;
  const { table, state, states, from, until } = columns;
  const day = `(${moment} at time zone 'Europe/Berlin')::date`;
  const begun = `select from ${table} x where x.person_id = ${person} and x.restricted_at is null
      and x.recorded_at <= ${moment} and x.${from} <= ${day}`;
  return {
    living: `${begun} and x.updated_at <= ${moment} and x.${state} in (${states.map((word) => `'${word}'`).join(', ')})
      and (x.${until} is null or x.${until} > ${day})`,
    changed: `${begun} and x.updated_at > ${moment}`,
  };
}
