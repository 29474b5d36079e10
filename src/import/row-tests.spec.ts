import { expect, it } from '@jest/globals';
import { rowProblem } from './row-problem';
import { failed, outcomeOf } from './row-tests';

const TESTS = [
  { fails: 'a', problem: rowProblem('DUPLICATE_KEY', 'file_number') },
  { fails: 'b', problem: rowProblem('ERASED', null) },
];

it('the numbers of the tests that a row fails come back as what is wrong with its line', () => {
  expect(failed(TESTS)).toBe('array_remove(array[case when a then 0 end, case when b then 1 end]::int[], null)');
  const { inserted, updated, rejected } = outcomeOf(TESTS, {
    ...{ inserted: 1, updated: 2, leftAlone: [] },
    rejected: [[[0], [7, 9]]],
  });
  expect([inserted, updated, [...rejected]]).toEqual([
    1,
    2,
    [
      [7, [TESTS[0]!.problem]],
      [9, [TESTS[0]!.problem]],
    ],
  ]);
});

it('a line that was erased is told nothing else: no other correction would help', () => {
  const { rejected } = outcomeOf(TESTS, { inserted: 0, updated: 0, leftAlone: [], rejected: [[[0, 1], [7]]] });
  expect(rejected.get(7)).toEqual([TESTS[1]!.problem]);
});
