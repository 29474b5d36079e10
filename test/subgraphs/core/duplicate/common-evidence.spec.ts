import { describe, expect, it } from '@jest/globals';
import { useDatabase, type TestDatabase } from '../../../kit/database';
import { rheinePolicy } from '../../../kit/policy';
import { importInto, useFiles } from '../../../import/import-files.fixture';
import { leftOutAsCommon, matchNext } from '../../../../src/subgraphs/core/duplicate/matcher.store';

/** Records that may share a key before it is no evidence. */
const MOST_SHARING = 100;

const policy = rheinePolicy().duplicates!;

/** Compares everybody who waits. @returns how many were compared */
async function matchAll({ database }: TestDatabase): Promise<number> {
  let compared = 0;
  for (let count = await matchNext(database, policy); count > 0; count = await matchNext(database, policy))
    compared += count;
  return compared;
}

describe('persons of whom thousands have one name and one birth date', () => {
  const files = useFiles();
  const database = useDatabase();
  let next = 0;

  const deliver = async (count: number, others = '') => {
    const rows = Array.from({ length: count }, () => `N-${(next += 1)};Mohammad;Ali;01.01.1990\n`).join('');
    const file = await files.write(
      `persons-${next}.csv`,
      `file_number;given_name;family_name;birth_date\n${rows}${others}`,
    );
    const { inserted } = await importInto(database)({ kind: 'persons', file });
    return inserted;
  };
  const pairs = async () => {
    const [row] = await database.asOwner<{ count: number }>('select count(*)::int as count from core.duplicate_pair');
    return row!.count;
  };

  it('make no pair beyond those of the first hundred, however many come, and the operator is told', async () => {
    expect(await deliver(60)).toBe(60);
    expect(await matchAll(database)).toBe(60);
    expect(await pairs()).toBe((60 * 59) / 2);
    expect(await leftOutAsCommon(database.database)).toBeNull();
    expect(await deliver(3_000, 'T-1;Leopoldine;Zwilling;05.04.1988\nT-2;Leopoldine;Zwilling;05.04.1988\n')).toBe(
      3_002,
    );
    expect(await matchAll(database)).toBe(3_002);
    expect(await pairs()).toBeLessThanOrEqual((MOST_SHARING * (MOST_SHARING - 1)) / 2);
    const twins = await database.asOwner(
      `select p.id from core.duplicate_pair p join core.match_key k on k.person_id = p.person_a where k.key like 'b:1988%'`,
    );
    expect(twins.length).toBeGreaterThan(0);
    expect(await leftOutAsCommon(database.database)).toMatch(/^1 names.* shared by more than 100 records each/);
  }, 120_000);
});
