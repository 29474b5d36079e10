import type { Client } from 'pg';
import type { ImportRule } from '../access/policy/policy';
import type { SessionSettings } from '../platform/postgres/session';
import { declarationOf, type FieldDeclaration, type RecordDeclaration } from '../records/declaration';
import type { BatchOutcome, BatchWriter, LineRange } from './batch-writer';
import { decidedLines, leftAlone } from './decided.sql';
import { wasErased } from './erased.sql';
import { columnName, FILE_NUMBER, keyColumns, targetKey } from './import-column';
import { rowProblem } from './row-problem';
import { judged, outcomeOf, rejectedLines, type JudgedProblem, type OutcomeRow, type RowTest } from './row-tests';
import { ROWS, staged } from './staging';
import { upsert, type Assignment } from './upsert.sql';

/**
 * The person whom a row of `s` names by the own file number of the institution `$1`. The limit makes PostgreSQL look
 * each one up by the index; without statistics, as in a new database, it would compare every row with every link.
 */
export const OWN_PERSON = `left join lateral (select x.person_id from core.person_link x
        where x.institution = $1::text and x.file_number = s.${staged(FILE_NUMBER)} limit 1) l on true`;

/** Writes the records of one record type in a single statement per batch: resolve, judge, write, count. */
export class RecordWriter implements BatchWriter {
  readonly tables = [];
  private readonly tests: readonly JudgedProblem[];
  private readonly statement: string;

  /** @param given logical columns that the file gives */
  constructor(
    private readonly declaration: RecordDeclaration,
    given: ReadonlySet<string>,
    rule: ImportRule,
  ) {
    const references = declaration.fields.filter((field) => field.reference && given.has(columnName(field)));
    const key = keyColumns(declaration);
    const tests: RowTest[] = [
      ...(declaration.onPerson
        ? [
            { fails: 'r.person_id is null', problem: rowProblem('UNKNOWN_FILE_NUMBER', FILE_NUMBER) },
            { fails: wasErased(declaration, 'r', 'r.person_id'), problem: rowProblem('ERASED', key[0] ?? null) },
          ]
        : []),
      ...references.map((field) => ({
        fails: `r.${staged(columnName(field))} is not null and r.${field.column} is null`,
        problem: rowProblem('UNKNOWN_REFERENCE', columnName(field)),
      })),
    ];
    this.tests = [...tests, { problem: rowProblem('DUPLICATE_KEY', key[0] ?? null) }];
    const values = assignments(declaration, given);
    const good = { alias: 'j', from: `(select * from judged where failed = '{}') j` };
    this.statement = `with resolved as materialized (${resolved(declaration, references)}
    ), ${judged(keyHash(key, 't'), tests)}, written as (
      ${upsert(declaration, values, rule, `from ${good.from}`)} returning version
    )
    select (select count(*)::int from written where version = 1) as inserted,
      (select count(*)::int from written where version > 1) as updated,
      ${leftAlone(decidedLines(declaration, values, rule, good))},
      ${rejectedLines('judged')}`;
  }

  async write(client: Client, { institution }: SessionSettings, { first, last }: LineRange): Promise<BatchOutcome> {
    const { rows } = await client.query<OutcomeRow>(this.statement, [institution, first, last]);
    return outcomeOf(this.tests, rows[0]!);
  }

  columnOf(constraint: string): string | null {
    const table = this.declaration.table.split('.')[1];
    const field = this.declaration.fields.find(({ column }) =>
      [`${table}_by_${column}`, `${table}_${column}_in_order`].includes(constraint),
    );
    return field ? columnName(field) : null;
  }
}

/** Hash of the logical columns by which rows of a file are told apart; 16 bytes for each row of the file. */
export function keyHash(columns: readonly string[], alias: string): string {
  return `md5(concat_ws(E'\\x01', ${columns.map((column) => `${alias}.${staged(column)}`).join(', ')}))::uuid`;
}

/** The rows of a range with the ids of what they name. A person is found by the institution's own file number alone. */
function resolved({ onPerson }: RecordDeclaration, references: readonly FieldDeclaration[]): string {
  const ids = references.map(({ column }) => `, to_${column}.id as ${column}`);
  const joins = references.map((field) => {
    const target = declarationOf(field.reference!.target());
    const own = target.author === 'EACH' ? 'x.institution = $1::text and ' : '';
    const isNamed = `${own}x.${targetKey(field).column} = s.${staged(columnName(field))}`;
    return `left join lateral (select x.id from ${target.table} x where ${isNamed} limit 1) to_${field.column} on true`;
  });
  if (onPerson) {
    ids.push(', l.person_id');
    joins.push(OWN_PERSON);
  }
  return `select s.*${ids.join('')} from pg_temp.${ROWS} s
      ${joins.join('\n      ')}
      where s.line between $2::int and $3::int and $1::text is not null`;
}

function assignments(declaration: RecordDeclaration, given: ReadonlySet<string>): Assignment[] {
  return [
    ...(declaration.onPerson ? [{ column: 'person_id', expression: 'j.person_id' }] : []),
    ...(declaration.author === 'EACH' ? [{ column: 'institution', expression: '$1::text' }] : []),
    ...fieldAssignments(declaration, given, 'j'),
  ];
}

/** The fields that a file gives, from the rows; references from what they were resolved to. */
export function fieldAssignments(
  declaration: RecordDeclaration,
  given: ReadonlySet<string>,
  alias: string,
): Assignment[] {
  return declaration.fields
    .filter((field) => given.has(columnName(field)))
    .map((field) => ({
      column: field.column,
      expression: `${alias}.${field.reference ? field.column : staged(field.column)}`,
    }));
}
