import { LRUCache } from 'lru-cache';
import type { Caller, PersonCaller } from '../../../platform/identity/caller';
import type { Database } from '../../../platform/postgres/database';

/** How long a merge or a split may take to reach a session that the person has open, in milliseconds. */
const MAX_AGE_MS = 5_000;

const CURRENT_SQL = `select core.current_person($1::uuid) as id,
  exists (select from core.person_alias a where a.person_id = $1::uuid) as "hasFormer"`;

/**
 * Lets a person whose registrations were merged come in under either id: both lead to the one person. Looked up once
 * in five seconds for each person, because merges are rare and persons ask often.
 */
export function underCurrentId<Argument>(
  identify: (argument: Argument) => Promise<Caller>,
  database: Database,
): (argument: Argument) => Promise<Caller> {
  const known = new LRUCache<string, Pick<PersonCaller, 'personId' | 'hasOneId'>>({ max: 10_000, ttl: MAX_AGE_MS });
  return async (argument) => {
    const caller = await identify(argument);
    if (caller.kind !== 'person') return caller;
    const { personId, actor } = caller;
    let current = known.get(personId);
    if (current === undefined) {
      const [row] = await database.once<{ id: string; hasFormer: boolean }>(
        { institution: null, role: 'person', purpose: null, person: personId, actor, request: '-' },
        { name: 'current-person', text: CURRENT_SQL, values: [personId] },
      );
      const { id = personId, hasFormer = true } = row ?? {};
      known.set(personId, (current = { personId: id, hasOneId: id === personId && !hasFormer }));
    }
    return { ...caller, ...current };
  };
}
