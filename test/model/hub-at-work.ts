import type { Purpose } from '../../src/access/vocabulary';
import type { Caller } from '../../src/platform/identity/caller';
import type { TestDatabase } from '../kit/database';
import type { RunningTestHub, WireAnswer } from '../operations/running-hub';

/** The real hub on its real database, as the commands use it. */
export interface HubAtWork {
  readonly hub: RunningTestHub;
  readonly database: TestDatabase;
}

/** Does what has to succeed. @throws Error with the codes where it was refused */
export async function must<Data>(
  { hub }: HubAtWork,
  caller: Caller,
  query: string,
  variables: Record<string, unknown>,
  purpose: Purpose | null = null,
): Promise<Data> {
  const answer = await hub.ask<Data>(caller, purpose, query, variables);
  if (!answer.data || answer.errors.length > 0) {
    throw new Error(`The hub refused what may be done: ${answer.text.slice(0, 600)}`);
  }
  return answer.data;
}

/** Tries what has to be refused. @throws Error where it was not, or for another reason */
export async function refused(
  { hub }: HubAtWork,
  caller: Caller,
  query: string,
  variables: Record<string, unknown>,
  code: string,
): Promise<void> {
  const { codes, text }: WireAnswer = await hub.ask(caller, null, query, variables);
  if (codes[0] !== code) throw new Error(`The hub should have answered ${code}: ${text.slice(0, 600)}`);
}
