import type { Client } from 'pg';
import { logEntries } from '../access/log/log-entry.sql';
import type { ImportRule } from '../access/policy/policy';
import type { SessionSettings } from '../platform/postgres/session';
import type { RecordDeclaration } from '../records/declaration';
import type { BatchOutcome, BatchWriter, LineRange } from './batch-writer';
import { decidedLines, leftAlone } from './decided.sql';
import { wasErased } from './erased.sql';
import { columnName, FILE_NUMBER } from './import-column';
import { fieldAssignments, keyHash, OWN_PERSON } from './record-writer';
import { rowProblem } from './row-problem';
import { judged, outcomeOf, rejectedLines, type JudgedProblem, type OutcomeRow, type RowTest } from './row-tests';
import { ROWS, staged } from './staging';
import { upsert } from './upsert.sql';

export const BOOKLET_NUMBER = 'booklet_number';

/** Rows with the person that each means: one known by file number, the carrier of a booklet, or a new one. */
const PERSONS = 'import_person';

const TESTS = [
  // A person without the booklet would be a second one of the same human being, whom nobody could merge later.
  {
    fails: 'r.has_booklet and r.carrier is null and not r.is_ended',
    problem: rowProblem('UNKNOWN_BOOKLET', BOOKLET_NUMBER),
  },
  { fails: 'r.carrier <> r.known', problem: rowProblem('BOOKLET_OF_OTHER_PERSON', BOOKLET_NUMBER) },
  {
    fails: `r.known is null and (r.carrier_place > 1 or (select true from core.person_link o
          where o.institution = $1::text and o.person_id = r.carrier limit 1))`,
    problem: rowProblem('ALREADY_LINKED', BOOKLET_NUMBER),
  },
];

/** The number of that test. */
const UNKNOWN_BOOKLET = 0;

/**
 * Writes persons: the institution's link with its file number, and identity and contact as this institution knows them.
 * Nobody is recognised by name: only the own file number, or a booklet number, says that it is the same person.
 */
export class PersonsWriter implements BatchWriter {
  readonly tables = [
    {
      name: PERSONS,
      definition: `(line integer primary key, person_id uuid not null, is_known boolean not null,
        is_new boolean not null, is_ended boolean not null, failed integer[] not null) on commit delete rows`,
    },
  ];
  private readonly tests: readonly JudgedProblem[];
  private readonly resolve: string;
  private readonly follow: string | null;
  private readonly log: string;
  private readonly records: string;

  /** @param given logical columns that the file gives */
  constructor(
    identity: RecordDeclaration,
    contact: RecordDeclaration,
    private readonly link: RecordDeclaration,
    given: ReadonlySet<string>,
    rule: ImportRule,
  ) {
    const tests = [...TESTS, ...erasedTests(identity, contact, link, given)];
    this.tests = [...tests, { problem: rowProblem('DUPLICATE_KEY', FILE_NUMBER) }];
    this.resolve = resolvePersons(given.has(BOOKLET_NUMBER), tests, rule);
    this.follow = given.has(BOOKLET_NUMBER) ? FOLLOW_BOOKLETS : null;
    this.log = logBooklets(link);
    this.records = writeRecords(identity, contact, given, rule);
  }

  async write(client: Client, session: SessionSettings, { first, last }: LineRange): Promise<BatchOutcome> {
    const { institution, purpose, actor, role, request } = session;
    await client.query(`truncate pg_temp.${PERSONS}`);
    await client.query(this.resolve, [institution, first, last]);
    await client.query(
      `insert into core.person (id, created_by) select person_id, $1 from pg_temp.${PERSONS} where is_new and failed = '{}'`,
      [institution],
    );
    await client.query(
      `insert into core.person_link (person_id, institution, file_number)
       select p.person_id, $1, s.${staged(FILE_NUMBER)} from pg_temp.${PERSONS} p join pg_temp.${ROWS} s on s.line = p.line
       where p.is_new and p.failed = '{}'`,
      [institution],
    );
    if (this.follow) await client.query(this.follow);
    await client.query(this.log, [institution, purpose, actor, role, request]);
    // The locks of the records look for the link, and a statement does not see what it has written itself.
    const { rows } = await client.query<OutcomeRow>(this.records, [institution]);
    return outcomeOf(this.tests, rows[0]!);
  }

  columnOf(constraint: string): string | null {
    const ofLink = constraint.startsWith(this.link.table.split('.')[1]!);
    return ofLink ? FILE_NUMBER : null;
  }
}

/** Nobody links themself to a person whom others know: a function does, for an import that is under way. */
const FOLLOW_BOOKLETS = `select core.link_imported(s.${staged(BOOKLET_NUMBER)}, s.${staged(FILE_NUMBER)})
  from pg_temp.${PERSONS} p join pg_temp.${ROWS} s on s.line = p.line
  where not p.is_known and not p.is_new and p.failed = '{}'`;

/**
 * Whom a booklet has led to finds it in their access log. A number that has led to nobody is on record as refused:
 * numbers are short, and who tries them one after the other shows in the log.
 */
function logBooklets({ name, category }: RecordDeclaration): string {
  const about = { fields: [name], categories: category ? [category] : [] };
  const from = (rows: string) => `from pg_temp.${PERSONS} p where ${rows}`;
  return logEntries([
    {
      ...about,
      event: 'WRITE',
      person: 'p.person_id',
      permitted: `'{"${category}": ["OWN_RECORD"]}'::jsonb`,
      from: from(`not p.is_known and not p.is_new and p.failed = '{}'`),
    },
    {
      ...about,
      event: 'REFUSED',
      person: 'null::uuid',
      permitted: `'{}'::jsonb`,
      from: from(`${UNKNOWN_BOOKLET} = any(p.failed)`),
    },
  ]);
}

/** A person whose file was erased, and identity or contact that were erased of one who is still known. */
function erasedTests(
  identity: RecordDeclaration,
  contact: RecordDeclaration,
  link: RecordDeclaration,
  given: ReadonlySet<string>,
): RowTest[] {
  const problem = rowProblem('ERASED', FILE_NUMBER);
  const cells = contactCells(contact, given, 'r');
  return [
    { fails: wasErased(link, 'r', 'r.known'), problem },
    { fails: wasErased(identity, 'r', 'r.known'), problem },
    ...(cells === null ? [] : [{ fails: `${cells} and ${wasErased(contact, 'r', 'r.known')}`, problem }]),
  ];
}

/** Condition: the row gives a way to reach the person; null where the file has no column for one. */
function contactCells(contact: RecordDeclaration, given: ReadonlySet<string>, row: string): string | null {
  const cells = contact.fields
    .filter((field) => given.has(columnName(field)))
    .map(({ column }) => `${row}.${staged(column)}`);
  return cells.length === 0 ? null : `num_nonnulls(${cells.join(', ')}) > 0`;
}

/**
 * A carrier with whom the link was refused or ended counts for nobody's: the row is the institution's own registration, and
 * what else it says lands there.
 */
function resolvePersons(hasBooklets: boolean, tests: readonly RowTest[], rule: ImportRule): string {
  const booklet = hasBooklets ? `s.${staged(BOOKLET_NUMBER)}` : 'null::text';
  return `with named as materialized (
      select s.*, l.person_id as known, ${booklet} is not null as has_booklet,
        case when ${booklet} is not null then core.person_of_booklet(${booklet}) end as found
      from pg_temp.${ROWS} s
      ${OWN_PERSON}
      where s.line between $2::int and $3::int
    ), decided as (
      select n.*, n.found is not null and n.found is distinct from n.known
        and not exists (select from core.person_link o where o.institution = $1::text and o.person_id = n.found)
        and core.ended_link_before(n.found, ${rule === 'FILE_WINS'}) as is_ended
      from named n
    ), resolved as (
      select d.*, row_number() over (partition by d.carrier, d.known is null order by d.line)
        * (d.carrier is not null)::int as carrier_place
      from (select d.*, case when not d.is_ended then d.found end as carrier from decided d) d
    ), ${judged(keyHash([FILE_NUMBER], 't'), tests)}
    insert into pg_temp.${PERSONS} (line, person_id, is_known, is_new, is_ended, failed)
    select r.line, coalesce(r.known, r.carrier, gen_random_uuid()), r.known is not null,
      r.known is null and r.carrier is null, r.is_ended, r.failed
    from judged r`;
}

function writeRecords(
  identity: RecordDeclaration,
  contact: RecordDeclaration,
  given: ReadonlySet<string>,
  rule: ImportRule,
): string {
  const owner = [
    { column: 'person_id', expression: 'p.person_id' },
    { column: 'institution', expression: '$1::text' },
  ];
  const rows = `pg_temp.${PERSONS} p join pg_temp.${ROWS} s on s.line = p.line and p.failed = '{}'`;
  const cells = contactCells(contact, given, 's');
  // Who gives no way to reach a person gets no record; who takes the last one away leaves an empty one.
  const hasContact = `where (${cells} or (select true from ${contact.table} c
        where c.institution = $1::text and c.person_id = p.person_id limit 1))`;
  const parts = [
    { declaration: identity, condition: '' },
    ...(cells === null ? [] : [{ declaration: contact, condition: hasContact }]),
  ].map((part) => ({ ...part, values: [...owner, ...fieldAssignments(part.declaration, given, 's')] }));
  const writes = parts.map(({ declaration, condition, values }) =>
    upsert(declaration, values, rule, `from ${rows} ${condition}`),
  );
  const decided = [
    ...parts.map(({ declaration, values }) => decidedLines(declaration, values, rule, { alias: 'p', from: rows })),
    `select line, '{${BOOKLET_NUMBER}}'::text[] as columns from pg_temp.${PERSONS} where is_ended and failed = '{}'`,
  ];
  const names = writes.map((_, index) => `written_${index}`);
  return `with ${writes.map((write, index) => `${names[index]} as (${write} returning person_id)`).join(',\n    ')}
    select count(*) filter (where not is_known and failed = '{}')::int as inserted,
      count(*) filter (where is_known and person_id in (${names.map((name) => `select person_id from ${name}`).join(' union all ')}))::int as updated,
      ${leftAlone(`select line, array_agg(c) as columns from (${decided.join(' union all ')}) d, unnest(d.columns) c group by line`)},
      ${rejectedLines(`pg_temp.${PERSONS}`)}
    from pg_temp.${PERSONS}`;
}
