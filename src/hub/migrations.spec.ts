import { describe, expect, it } from '@jest/globals';
import { migrationState } from './migrations';

describe('the migrations of a database', () => {
  it.each([
    ['SAME', [1, 2, 3]],
    ['AHEAD', [1, 2, 3, 4]],
    ['BEHIND', [1, 2]],
    ['BEHIND', []],
    // An older one that came later from another branch counts as well.
    ['BEHIND', [1, 3]],
    ['BEHIND', [1, 3, 4]],
  ] as const)('are %s where it has had %j of 1, 2 and 3', (state, done) => {
    expect(migrationState(done, [1, 2, 3])).toBe(state);
  });
});
