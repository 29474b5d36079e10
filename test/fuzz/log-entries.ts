import type { TestDatabase } from '../kit/database';
import { basesIn } from './reference/permitted';

/** An entry of the access log, without what differs from request to request. */
export interface LogEntry {
  readonly event: string;
  readonly person: string | null;
  readonly fields: readonly string[];
  readonly asked: readonly string[];
  /** Category -> bases one behind the other, as the log has them. */
  readonly permitted: Readonly<Record<string, readonly unknown[]>>;
}

/** What a request left in the access log. */
export async function entriesOf(database: TestDatabase, requestId: string): Promise<readonly LogEntry[]> {
  return database.asOwner<LogEntry & Record<string, unknown>>(
    'select event, person_id as person, fields, asked, permitted from core.access_entry where request_id = $1',
    [requestId],
  );
}

/**
 * Entries as texts that can be compared, each once: how many statements a request took is no part of what it disclosed.
 * `__typename` is no data.
 */
export function asTexts(entries: readonly LogEntry[]): string[] {
  const texts = entries.map(({ event, person, fields, asked, permitted }) =>
    JSON.stringify({
      event,
      person,
      fields: [...new Set(fields)].filter((field) => !field.endsWith('.__typename')).sort(),
      asked: [...new Set(asked)].sort(),
      permitted: sortedBases(permitted),
    }),
  );
  return [...new Set(texts)].sort();
}

function sortedBases(permitted: LogEntry['permitted']): readonly string[] {
  const bases = Object.entries(permitted).flatMap(([category, list]) =>
    basesIn(list).map((basis) => `${category} ${basis.join(' ')}`),
  );
  return [...new Set(bases)].sort();
}
