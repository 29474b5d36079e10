import type { Purpose } from '../../src/access/vocabulary';
import type { Caller } from '../../src/platform/identity/caller';
import type { TestDatabase } from '../kit/database';
import type { RunningTestHub, WireAnswer } from './running-hub';

/** What one sending of a document left behind: the answer, and what the access log says of it. */
export interface Sending {
  /** The body as it was sent. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly answer: WireAnswer;
  readonly entries: readonly {
    readonly event: string;
    readonly person: string | null;
    readonly fields: readonly string[];
    readonly asked: readonly string[];
    readonly permitted: unknown;
  }[];
}

/** Sends one document three times with the same text: the first, second and third run take different ways. */
export async function thrice(
  hub: RunningTestHub,
  database: TestDatabase,
  caller: Caller,
  purpose: Purpose | null,
  query: string,
  variables: (time: number) => Record<string, unknown> = () => ({}),
): Promise<readonly Sending[]> {
  const sendings: Sending[] = [];
  for (let time = 0; time < 3; time += 1) {
    const answer = await hub.ask(caller, purpose, query, variables(time));
    const entries = await database.asOwner<Sending['entries'][number]>(
      `select event, person_id as person, fields, asked, permitted from core.access_entry
       where request_id = $1 order by person_id, event, fields`,
      [answer.headers['x-request-id']],
    );
    sendings.push({ body: JSON.parse(answer.text) as Sending['body'], answer, entries });
  }
  return sendings;
}
