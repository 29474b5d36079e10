import type { BatchOutcome } from './batch-writer';
import { rowProblem, type RowProblem } from './row-problem';
import { KEYS } from './staging';

/** What can be wrong with a row that only the database knows, as a condition on the row and what it links to. */
export interface RowTest extends JudgedProblem {
  readonly fails: string;
}

/** What a row that fails a test is told. */
export interface JudgedProblem {
  readonly problem: RowProblem;
}

/** SQL array with the numbers of the tests that a row fails. */
export function failed(tests: readonly Pick<RowTest, 'fails'>[]): string {
  return `array_remove(array[${tests.map(({ fails }, index) => `case when ${fails} then ${index} end`).join(', ')}]::int[], null)`;
}

/**
 * SQL of two more tables of a `with`, after `resolved`: `judged` has its rows and what they fail. A key is taken by the first
 * row that fails nothing else, so that a bad row keeps no good one out; what comes up again fails the last test.
 * @param key SQL of the hash by which the rows of a file are told apart, of the row `t`
 * @param tests without the last one, as conditions on the row `r`
 */
export function judged(key: string, tests: readonly Pick<RowTest, 'fails'>[]): string {
  return `tested as materialized (select r.*, ${failed(tests)} as failing from resolved r
    ), fresh as (
      insert into pg_temp.${KEYS} (key, line) select ${key}, t.line from tested t where t.failing = '{}' order by t.line
      on conflict do nothing returning line
    ), judged as materialized (
      select t.*, case when t.failing = '{}' and f.line is null then '{${tests.length}}'::int[] else t.failing end as failed
      from tested t left join fresh f on f.line = t.line
    )`;
}

/** What a writer's statement tells of some rows. */
export interface OutcomeRow {
  readonly inserted: number;
  readonly updated: number;
  /** Columns that differ from what was decided in the hub, and the lines on which just these do. */
  readonly leftAlone: readonly (readonly [readonly string[], readonly number[]])[];
  /** Numbers of the tests that failed, and the lines on which just these did. */
  readonly rejected: readonly (readonly [readonly number[], readonly number[]])[];
}

/** The SQL column `rejected` of an outcome, from rows with `line` and `failed`. A file may fail the same test on every line. */
export function rejectedLines(from: string): string {
  return `(select coalesce(json_agg(json_build_array(alike.failed, alike.lines)), '[]')
      from (select failed, json_agg(line) as lines from ${from} where failed <> '{}' group by failed) alike) as rejected`;
}

export function outcomeOf(
  tests: readonly JudgedProblem[],
  { rejected, leftAlone, ...counts }: OutcomeRow,
): BatchOutcome {
  return { ...counts, leftAlone: decisionsByLine(leftAlone), rejected: problemsByLine(tests, rejected) };
}

function decisionsByLine(leftAlone: OutcomeRow['leftAlone']): Map<number, readonly RowProblem[]> {
  return new Map(
    leftAlone.flatMap(([columns, lines]) => {
      const problems = columns.map((column) => rowProblem('DECIDED_IN_HUB', column));
      return lines.map((line) => [line, problems] as const);
    }),
  );
}

/** What is wrong with each line. That it was erased says all: no other correction would help. */
function problemsByLine(
  tests: readonly JudgedProblem[],
  rejected: OutcomeRow['rejected'],
): Map<number, readonly RowProblem[]> {
  const byLine = new Map<number, readonly RowProblem[]>();
  for (const [numbers, lines] of rejected) {
    const problems = numbers.map((number) => tests[number]!.problem);
    const erased = problems.filter(({ code }) => code === 'ERASED');
    for (const line of lines) byLine.set(line, erased.length > 0 ? erased : problems);
  }
  return byLine;
}
