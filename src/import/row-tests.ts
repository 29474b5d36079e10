import type { BatchOutcome } from './batch-writer';
import type { RowProblem } from './row-problem';

/** What can be wrong with a row that only the database knows, as a condition on the row and what it links to. */
export interface RowTest {
  readonly fails: string;
  readonly problem: RowProblem;
}

/** SQL array with the numbers of the tests that a row fails. */
export function failed(tests: readonly Pick<RowTest, 'fails'>[]): string {
  return `array_remove(array[${tests.map(({ fails }, index) => `case when ${fails} then ${index} end`).join(', ')}]::int[], null)`;
}

/** What a writer's statement tells of some rows. */
export interface OutcomeRow {
  readonly inserted: number;
  readonly updated: number;
  /** Line and the numbers of the tests that failed. */
  readonly rejected: readonly (readonly [number, readonly number[]])[];
}

export function outcomeOf(tests: readonly RowTest[], { inserted, updated, rejected }: OutcomeRow): BatchOutcome {
  return { inserted, updated, rejected: problemsByLine(tests, rejected) };
}

/** What is wrong with each line. That it was erased says all: no other correction would help. */
function problemsByLine(
  tests: readonly RowTest[],
  rejected: OutcomeRow['rejected'],
): Map<number, readonly RowProblem[]> {
  return new Map(
    rejected.map(([line, numbers]) => {
      const problems = numbers.map((number) => tests[number]!.problem);
      const erased = problems.filter(({ code }) => code === 'ERASED');
      return [line, erased.length > 0 ? erased : problems];
    }),
  );
}
