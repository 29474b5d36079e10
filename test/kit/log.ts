import type { Answer } from './hub';
import type { TestDatabase } from './database';

/** An entry of the access log, as far as tests look at it. */
export interface Entry {
  readonly event: string;
  readonly institution: string | null;
  readonly role: string;
  readonly person: string | null;
  readonly fields: readonly string[];
  readonly asked: readonly string[];
  readonly permitted: Readonly<Record<string, readonly (string | number)[]>>;
}

/** What a piece of work leaves in the access log. */
export function logOf(database: TestDatabase) {
  const entriesSince = (id: string) =>
    database.asOwner<Entry>(
      `select event, institution, role, person_id as person, fields, asked, permitted from core.access_entry where id > $1 order by id`,
      [id],
    );
  return {
    /** The answer with the entries that came with it. */
    async of<Data = Record<string, unknown>>(
      work: () => Promise<Answer<unknown>>,
    ): Promise<Answer<Data> & { readonly entries: readonly Entry[] }> {
      const [last] = await database.asOwner<{ id: string }>('select coalesce(max(id), 0) as id from core.access_entry');
      const answer = (await work()) as Answer<Data>;
      return { ...answer, entries: await entriesSince(last!.id) };
    },
  };
}
