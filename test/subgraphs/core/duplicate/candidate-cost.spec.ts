import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { useDatabase } from '../../../kit/database';

const MATCHER = {
  ...{ institution: null, role: 'duplicate-matcher', purpose: null, person: null },
  ...{ actor: 'duplicate-matcher', request: '-' },
};

/** Of a key that many share so many are looked at, and of persons who share any key so many are compared. */
const PER_KEY = 100;
const COMPARED = 200;

/** Rows that one transaction has read from a table, whether through an index or not. */
interface Read extends Record<string, unknown> {
  readonly name: string;
  readonly scans: number;
  readonly scanned: number;
  readonly fetched: number;
}

describe('looking for those who may be the same as a person', () => {
  const database = useDatabase();

  /**
   * Enters persons of whom each shares the birth date and a name with all the others, and has one name of their own. Of a
   * key those of the lowest ids are looked at, so these are chosen: neither whoever is looked for nor their namesake is ever
   * among them, which would save the reading of a person by chance.
   */
  const enter = async (from: number, until: number) => {
    await database.asOwner(`begin;
      select set_config('geleit.matching', 'on', true), set_config('geleit.moving', 'on', true);
      create temporary table entered on commit drop as
        select (lpad(to_hex(100000 - n), 8, '0') || '-0000-4000-8000-000000000000')::uuid as id, n from generate_series(${from}, ${until}) n;
      insert into core.person (id, created_by) select id, 'city' from entered;
      insert into core.identity (id, person_id, institution, given_name, family_name, name_key, birth_date, given_sounds, family_sounds)
        select id, id, 'city', 'Name ' || n, 'Beispiel', 'name ' || n, date '1984-03-17', 'name' || n, 'beispiel' from entered;
      delete from core.match_task;
      commit; analyze core.match_key, core.identity, core.contact, core.person`);
  };

  /** Looks for one person, who shares a name and the birth date with everybody; what it has read, by table. */
  const look = async (name: string) => {
    const subject = randomUUID();
    await database.asOwner(`begin;
      select set_config('geleit.matching', 'on', true), set_config('geleit.moving', 'on', true);
      insert into core.person (id, created_by) values ('${subject}', 'city');
      insert into core.identity (person_id, institution, given_name, family_name, name_key, birth_date, given_sounds, family_sounds)
        values ('${subject}', 'city', 'Lina', 'Beispiel', 'lina', '1984-03-17', '${name}', 'beispiel'); commit`);
    return database.database.transaction(MATCHER, async (transaction) => {
      const reads = async () => {
        const { rows } = await transaction.query<Read>({
          text: `select relname as name, seq_scan::int as scans, seq_tup_read::int as scanned, coalesce(idx_tup_fetch, 0)::int as fetched
            from pg_stat_xact_user_tables where schemaname = 'core' and relname in ('match_key', 'identity', 'contact', 'person')
            order by relname`,
          values: [],
        });
        return rows;
      };
      const before = await reads();
      const { rows } = await transaction.query<{ candidates: readonly object[] }>({
        text: 'select candidates from core.match_batch(1)',
        values: [],
      });
      const after = await reads();
      const spent = after.map(({ name, ...counts }, index) => ({
        name,
        scans: counts.scans - before[index]!.scans,
        rows: counts.scanned + counts.fetched - before[index]!.scanned - before[index]!.fetched,
      }));
      return { candidates: rows[0]!.candidates.length, spent };
    });
  };

  let few: Awaited<ReturnType<typeof look>>;
  let many: Awaited<ReturnType<typeof look>>;

  beforeAll(async () => {
    await enter(1, 600);
    few = await look('name7');
    await database.asOwner('delete from core.match_task');
    await enter(601, 6_000);
    many = await look('name8');
  }, 60_000);

  const rowsOf = ({ spent }: typeof few) => spent.reduce((sum, { rows }) => sum + rows, 0);

  it('reads no table as a whole, however many persons there are', () => {
    expect(many.spent.map(({ name }) => name)).toEqual(['contact', 'identity', 'match_key', 'person']);
    expect(many.spent.filter(({ name, scans }) => scans > 0 && name !== 'contact')).toEqual([]);
  });

  it('reads as many rows among six thousand persons as among six hundred', () => {
    expect([few.candidates, many.candidates].every((found) => found > 0 && found <= PER_KEY + 1)).toBe(true);
    expect(rowsOf(many)).toBeLessThanOrEqual(rowsOf(few));
  });

  it('reads no more than the caps say: so many of a key, and of each who is compared what is known of them', () => {
    const read = Object.fromEntries(many.spent.map(({ name, rows }) => [name, rows]));
    // Three keys: the two names, and the birth date with either of them.
    expect(read.match_key).toBeLessThanOrEqual(3 + 3 * PER_KEY);
    expect(read.match_key).toBeGreaterThan(PER_KEY);
    expect(read.identity).toBeLessThanOrEqual(COMPARED + 1);
    expect(read.person).toBeLessThanOrEqual(2 * COMPARED);
  });
});
