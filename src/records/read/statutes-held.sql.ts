import type { StatutePolicy } from '../../access/policy/policy';
import type { RecordRegistry } from '../registry';

/**
 * SQL of the ids (text[]) of those statutes whose condition a person meets.
 * @param person SQL of the person's id
 */
export function statutesHeld(registry: RecordRegistry, statutes: readonly StatutePolicy[], person: string): string {
  const held = statutes.map(({ id, whereRecipientHas }) => {
    const table = registry.named(whereRecipientHas)?.table;
    // A statute whose condition cannot be checked here permits nothing.
    return table
      ? `case when exists (select from ${table} x where x.person_id = ${person}) then '${id}' end`
      : 'null::text';
  });
  return `array_remove(array[${held.join(', ')}], null)`;
}
