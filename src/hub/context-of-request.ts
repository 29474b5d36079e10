import type { IncomingHttpHeaders } from 'node:http';
import type { Asking } from '../access/decision/decision';
import { DisputedList } from '../access/disputed';
import { IncompleteList } from '../access/incomplete';
import { refuseUnlessRepresented } from '../access/represents';
import { STAFF_NAMES } from '../subgraphs/core/oversight/staff-names.store';
import type { Policy } from '../access/policy/policy';
import { PURPOSE_NAMES, type Purpose } from '../access/vocabulary';
import { WithheldList } from '../access/withheld';
import { dayInGermany } from '../platform/calendar';
import { GeleitError, noSuchPerson } from '../platform/errors';
import type { Caller } from '../platform/identity/caller';
import type { Database } from '../platform/postgres/database';
import type { Services } from '../platform/services';
import type { PersonLoader } from '../records/read/load-persons';
import { isUuid, normalId } from '../records/uuid-kind';
import type { RecordContext } from '../records/record-context';
import { nameKey } from '../subgraphs/core/identity/name-key';

/** What all requests of a process share. */
export interface ContextParts {
  readonly policy: Policy;
  readonly database: Database;
  readonly persons: PersonLoader;
  readonly services: Services;
  readonly notLogged?: RecordContext['notLogged'];
  readonly identify: (authorization: string | undefined) => Promise<Caller>;
}

/**
 * Makes the context of a request: who asks (from the token), for what (from the header `x-purpose`), and as whose guardian
 * (from the header `x-represents`).
 * @throws GeleitError UNAUTHENTICATED, TOKEN_*, PURPOSE_UNKNOWN, PURPOSE_NOT_ENTITLED, FORBIDDEN, NO_SUCH_PERSON
 */
export async function requestContext(
  parts: ContextParts,
  headers: IncomingHttpHeaders,
  requestId: string,
): Promise<RecordContext> {
  const { policy, database, persons, services, notLogged, identify } = parts;
  const caller = representing(await identify(headers.authorization), headers['x-represents']);
  const asking = askingOf(policy, caller, headers['x-purpose']);
  noteName(parts, caller, requestId);
  // Named one by one: an object made by spreading is slow to make and slow to read, and every resolver reads this one.
  const context: RecordContext = {
    requestId,
    caller,
    asking,
    policy,
    database,
    persons,
    services,
    notLogged,
    withheld: new WithheldList(),
    disputed: new DisputedList(),
    incomplete: new IncompleteList(),
    loaders: new Map(),
  };
  await refuseUnlessRepresented(context);
  return context;
}

/** The caller as the guardian of the person whom the header names. It says for whom they want to speak, not that they may. */
function representing(caller: Caller, header: string | string[] | undefined): Caller {
  if (header === undefined) return caller;
  if (caller.kind !== 'person') {
    throw new GeleitError('FORBIDDEN', 'The header x-represents is for guardians, who log in as persons.');
  }
  const minor = typeof header === 'string' ? normalId(header) : undefined;
  if (!isUuid(minor) || minor === caller.personId) throw noSuchPerson();
  return { ...caller, role: 'guardian', personId: minor, hasOneId: false };
}

/** Only where the policy asks for it; see `StaffNames`. */
function noteName({ policy, database, services }: ContextParts, caller: Caller, requestId: string): void {
  if (caller.kind !== 'staff' || caller.familyName === undefined) return;
  if (!policy.patterns?.thresholds.get(caller.role)?.SAME_SURNAME) return;
  services.get(STAFF_NAMES)?.note(database, caller, nameKey(caller.familyName), dayInGermany(new Date()), requestId);
}

function askingOf(policy: Policy, caller: Caller, header: string | string[] | undefined): Asking {
  // A person asks for themself, or for whom they represent, and needs no purpose.
  if (caller.kind === 'person') return { institution: null, role: caller.role, purpose: null };
  const { institution, role } = caller;
  return { institution, role, purpose: purposeOf(policy, caller, header) };
}

function purposeOf(
  policy: Policy,
  { institution, role }: Extract<Caller, { kind: 'staff' }>,
  header: string | string[] | undefined,
): Purpose | null {
  if (header === undefined) return null;
  const purpose = PURPOSE_NAMES.find((name) => name === header);
  if (!purpose || !policy.purposes.has(purpose)) {
    throw new GeleitError(
      'PURPOSE_UNKNOWN',
      `The header x-purpose must be one of ${[...policy.purposes.keys()].join(', ')}.`,
    );
  }
  const entitled =
    policy.roles.get(role)?.purposes.has(purpose) && policy.institutions.get(institution)?.purposes.has(purpose);
  if (!entitled) {
    throw new GeleitError(
      'PURPOSE_NOT_ENTITLED',
      'Your institution and role are not entitled to the purpose in x-purpose.',
    );
  }
  return purpose;
}
