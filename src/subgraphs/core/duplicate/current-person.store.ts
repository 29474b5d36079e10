import { LRUCache } from 'lru-cache';
import type { Caller, PersonCaller } from '../../../platform/identity/caller';
import type { Database } from '../../../platform/postgres/database';

/** How long it is remembered that an id leads to nobody else, in milliseconds. */
const MAX_AGE_MS = 1_000;

const CURRENT_SQL = `select core.goes_on_as($1::uuid) as id,
  exists (select from core.person_alias a where a.person_id = $1::uuid) as "hasFormer", core.may_be_merged() as "mayChange"`;

/**
 * Lets a person whose registrations were merged come in under either id: both lead to the one person. That an id leads to
 * nobody else is remembered for a second, because merges are rare and persons ask often; but not of whom somebody may merge,
 * who would be refused after it. From the finding of a pair, over a proposal, to a merge it takes two humans, and so longer.
 * That it leads to another person is looked up for each request, and PostgreSQL asks once more in the transaction
 * (`core.caller_goes_on_as`): from the moment of a split nobody acts as the other one.
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
      const [row] = await database.once<{ id: string; hasFormer: boolean; mayChange: boolean }>(
        { institution: null, role: 'person', purpose: null, person: personId, actor, request: '-' },
        { name: 'current-person', text: CURRENT_SQL, values: [personId] },
      );
      const { id = personId, hasFormer = true, mayChange = true } = row ?? {};
      current = { personId: id, hasOneId: id === personId && !hasFormer };
      if (id === personId && !mayChange) known.set(personId, current);
    }
    return { ...caller, ...current };
  };
}
