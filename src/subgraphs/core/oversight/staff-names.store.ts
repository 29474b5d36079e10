import { createHash, createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { StaffCaller } from '../../../platform/identity/caller';
import type { Database } from '../../../platform/postgres/database';
import { serviceKey } from '../../../platform/services';

/** Members of staff whose mark of the day this process has written; a forgotten one is only written again. */
const REMEMBERED = 10_000;

/**
 * Lets data protection officers see that somebody looked up persons of the same surname, and nothing else. The least
 * intrusive way that was found: the surname comes with the token, from the employer, and is nowhere kept; what is kept, for a
 * month, is a hash of it with a key that the database does not have and with the day, so that it tells nobody a name, cannot
 * be tried out against a list of names, and cannot be followed from one day to the next. It is compared only when an
 * officer looks, inside the database, and only a number comes out. Not a flag in the access log, because that would be kept
 * with every lookup for years and shown to others; not a comparison at each lookup, because nobody may ever ask.
 */
export class StaffNames {
  private readonly written = new LRUCache<string, true>({ max: REMEMBERED });

  /** @param key known only to the hub, and the same in all its processes */
  constructor(readonly key: string) {}

  /**
   * Writes the mark of the day, at the first request of a member of staff on it. Nobody waits for it, and a failure only
   * means that there is nothing to compare.
   * @param name the surname in the form in which surnames are compared
   * @param day `YYYY-MM-DD`, of the calendar in Germany
   */
  note(
    database: Database,
    { institution, role, actor }: StaffCaller,
    name: string,
    day: string,
    request: string,
  ): void {
    const known = `${day} ${institution} ${actor}`;
    if (this.written.has(known)) return;
    this.written.set(known, true);
    const mark = createHash('sha256').update([this.key, day, institution, name].join(':')).digest('hex');
    database
      .once(
        { institution, role, actor, purpose: null, person: null, request },
        {
          name: 'staff-name-mark',
          text: `insert into core.staff_name_mark (institution, actor, day, mark) values ($1, $2, $3, $4)
            on conflict do nothing`,
          values: [institution, actor, day, mark],
        },
      )
      .catch(() => this.written.delete(known));
  }
}

/** Absent where the hub's role has no password: then nobody compares surnames of staff. */
export const STAFF_NAMES = serviceKey<StaffNames>('staff names');

/** Derives the key from the password of the hub's role, which the database itself does not know; undefined without one. */
export function staffNames(appUrl: string): StaffNames | undefined {
  const { password } = new URL(appUrl);
  if (password === '') return undefined;
  return new StaffNames(createHmac('sha256', decodeURIComponent(password)).update('geleit staff names').digest('hex'));
}
