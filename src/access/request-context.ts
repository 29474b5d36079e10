import { personIdOf, type Caller } from '../platform/identity/caller';
import type { Database } from '../platform/postgres/database';
import type { SessionSettings } from '../platform/postgres/session';
import type { Services } from '../platform/services';
import type { Asking } from './decision/decision';
import type { DisputedList } from './disputed';
import type { IncompleteList } from './incomplete';
import type { Policy } from './policy/policy';
import type { WithheldList } from './withheld';

/** Everything a resolver knows about the request. Made once per request, never shared. */
export interface RequestContext {
  readonly requestId: string;
  readonly caller: Caller;
  readonly asking: Asking;
  readonly policy: Policy;
  readonly database: Database;
  readonly withheld: WithheldList;
  readonly disputed: DisputedList;
  readonly incomplete: IncompleteList;
  /** What the process has for the features, such as keys. */
  readonly services: Services;
  /** Tells the operator of a field of the schema, as `Type.field`, that was withheld because the log was not told of it. */
  readonly notLogged?: (place: string) => void;
  /** Loaders for fields that the look-ahead statement does not cover, by the field they serve. */
  readonly loaders: Map<object | string, unknown>;
}

/** Whether this is the person for whom the request speaks. */
export function isThemself({ caller }: RequestContext, personId: string): boolean {
  return caller.kind === 'person' && caller.personId === personId;
}

/** The settings under which PostgreSQL runs this request's statements. */
export function sessionOf({ asking, caller, requestId }: RequestContext): SessionSettings {
  return {
    institution: asking.institution,
    role: asking.role,
    purpose: asking.purpose,
    person: personIdOf(caller),
    actor: caller.actor,
    request: requestId,
  };
}
