import type { Client } from 'pg';
import { logEntries } from '../access/log/log-entry.sql';
import type { ImportRule } from '../access/policy/policy';
import type { SessionSettings } from '../platform/postgres/session';
import type { RecordDeclaration } from '../records/declaration';
import type { BatchOutcome, BatchWriter, LineRange } from './batch-writer';
import { decidedLines, leftAlone } from './decided.sql';
import { wasErased } from './erased.sql';
import { columnName, FILE_NUMBER } from './import-column';
import { fieldAssignments, keyHash, OWN_PERSON } from './records-writer';
import { rowProblem } from './row-problem';
import {
  failed,
  judged,
  outcomeOf,
  rejectedLines,
  type JudgedProblem,
  type OutcomeRow,
  type RowTest,
} from './row-tests';
import { ROWS, staged } from './staging';
import { upsert } from './upsert.sql';

export const BOOKLET_NUMBER = 'booklet_number';

/** Rows with the person that each means: one known by file number, or a new one; and whose booklet they name besides. */
const PERSONS = 'import_person';

/** Condition: the institution has asked the carrier of the booklet of row `r` for a link. */
const askedFor = (more: string) =>
  `exists (select from core.link a where a.institution = $1::text and a.person_id = r.carrier and ${more})`;
const SAME_FILE = `a.file_number = r.${staged(FILE_NUMBER)}`;

/**
 * @param askedBefore condition: an earlier row asks the carrier of this one's booklet
 */
const bookletTests = (askedBefore: string): RowTest[] => [
  // A slip of the pen: nobody can be asked.
  { fails: 'r.has_booklet and r.carrier is null', problem: rowProblem('UNKNOWN_BOOKLET', BOOKLET_NUMBER) },
  {
    // But for a file that an earlier delivery, or staff with the code, has asked about.
    fails: `r.carrier <> r.known and not r.is_ended and (r.is_linked or not ${askedFor(SAME_FILE)}
        or (select true from core.link a where a.institution = $1::text and a.person_id = r.known and a.state = 'ACTIVE' limit 1))`,
    problem: rowProblem('BOOKLET_OF_OTHER_PERSON', BOOKLET_NUMBER),
  },
  {
    fails: `r.known is null and not r.is_ended and (${askedBefore} or r.is_linked
        or ${askedFor(`a.state = 'PENDING' and a.expires_at > now() and not ${SAME_FILE}`)})`,
    problem: rowProblem('ALREADY_LINKED', BOOKLET_NUMBER),
  },
];

/** The number of that test. */
const UNKNOWN_BOOKLET = 0;

/**
 * Writes persons: the institution's link with its file number, and identity and contact as this institution knows them.
 * Nobody is recognised by name: only the own file number says that it is the same person. A booklet number asks its carrier.
 */
export class PersonsWriter implements BatchWriter {
  readonly tables = [
    {
      name: PERSONS,
      definition: `(line integer primary key, person_id uuid not null, is_known boolean not null,
        is_ended boolean not null, asks boolean not null, asked uuid, failed integer[] not null) on commit delete rows`,
    },
  ];
  private readonly tests: readonly JudgedProblem[];
  private readonly resolve: string;
  private readonly asks: boolean;
  private readonly log: string;
  private readonly records: string;

  /** @param given logical columns that the file gives */
  constructor(
    identity: RecordDeclaration,
    contact: RecordDeclaration,
    private readonly link: RecordDeclaration,
    given: ReadonlySet<string>,
    rule: ImportRule,
    private readonly confirmWithinDays: number,
  ) {
    const erased = erasedTests(identity, contact, link, given);
    const tests = (askedBefore: string) => [...bookletTests(askedBefore), ...erased];
    this.tests = [...tests('false'), { problem: rowProblem('DUPLICATE_KEY', FILE_NUMBER) }];
    this.resolve = resolvePersons(given.has(BOOKLET_NUMBER), tests, rule);
    this.asks = given.has(BOOKLET_NUMBER);
    this.log = logBooklets(link);
    this.records = writeRecords(identity, contact, given, rule);
  }

  async write(client: Client, session: SessionSettings, { first, last }: LineRange): Promise<BatchOutcome> {
    const { institution, purpose, actor, role, request } = session;
    await client.query(`truncate pg_temp.${PERSONS}`);
    await client.query(this.resolve, [institution, first, last]);
    await client.query(
      `insert into core.person (id, created_by) select person_id, $1 from pg_temp.${PERSONS} where not is_known and failed = '{}'`,
      [institution],
    );
    await client.query(
      `insert into core.person_link (person_id, institution, file_number)
       select p.person_id, $1, s.${staged(FILE_NUMBER)} from pg_temp.${PERSONS} p join pg_temp.${ROWS} s on s.line = p.line
       where not p.is_known and p.failed = '{}'`,
      [institution],
    );
    if (this.asks) await client.query(ASK_CARRIERS, [this.confirmWithinDays]);
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

/** Nobody asks in the name of a file but an import that is under way: a function does. */
const ASK_CARRIERS = `update pg_temp.${PERSONS} p
  set asked = core.ask_link_imported(s.${staged(BOOKLET_NUMBER)}, s.${staged(FILE_NUMBER)}, make_interval(days => $1::int))
  from pg_temp.${ROWS} s where s.line = p.line and p.asks and p.failed = '{}'`;

/**
 * Who is asked finds it in their access log. A number that has led to nobody is on record as refused:
 * numbers are short, and who tries them one after the other shows in the log.
 */
function logBooklets({ category }: RecordDeclaration): string {
  const about = { fields: ['Link'], categories: category ? [category] : [] };
  const from = (rows: string) => `from pg_temp.${PERSONS} p where ${rows}`;
  return logEntries([
    {
      ...about,
      event: 'WRITE',
      person: 'p.asked',
      permitted: `'{"${category}": ["OWN_RECORD"]}'::jsonb`,
      from: from('p.asked is not null'),
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

function resolvePersons(
  hasBooklets: boolean,
  tests: (askedBefore: string) => readonly RowTest[],
  rule: ImportRule,
): string {
  const booklet = hasBooklets ? `s.${staged(BOOKLET_NUMBER)}` : 'null::text';
  return `with named as materialized (
      select s.*, l.person_id as known, ${booklet} is not null as has_booklet,
        case when ${booklet} is not null then core.person_of_booklet(${booklet}) end as carrier
      from pg_temp.${ROWS} s
      ${OWN_PERSON}
      where s.line between $2::int and $3::int
    ), linked as (
      select n.*, n.carrier is not null and n.carrier is distinct from n.known as is_other,
        exists (select from core.person_link o where o.institution = $1::text and o.person_id = n.carrier) as is_linked
      from named n
    ), ended as (
      select n.*, n.is_other and not n.is_linked and core.ended_link_before(n.carrier, ${rule === 'FILE_WINS'}) as is_ended
      from linked n
    ), passing as (
      select r.*, ${failed(tests('false'))} = '{}' as passes from ended r
    ), rivals as (
      select p.*, p.carrier is not null and p.passes and p.known is null as may_ask, count(*) filter (where p.passes and p.known is null)
        over (partition by p.carrier order by p.line rows between unbounded preceding and 1 preceding) as rivals
      from passing p
    ), landing as (
      -- Of one file number the first row lands that nothing keeps out; who asks a carrier after others may be kept out by them.
      select p.*, p.may_ask and not coalesce(bool_or(p.passes and (p.carrier is null or p.rivals = 0)) over (
        partition by p.${staged(FILE_NUMBER)} order by p.line rows between unbounded preceding and 1 preceding), false) as asks_first
      from rivals p
    ), resolved as (
      select l.*, count(*) filter (where l.asks_first) over (partition by l.carrier order by l.line
        rows between unbounded preceding and 1 preceding) as asking_before
      from landing l
    ), ${judged(keyHash([FILE_NUMBER], 't'), tests('r.carrier is not null and r.asking_before > 0'))}
    insert into pg_temp.${PERSONS} (line, person_id, is_known, is_ended, asks, failed)
    select r.line, coalesce(r.known, gen_random_uuid()), r.known is not null, r.is_ended,
      r.is_other and not r.is_ended, r.failed
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
    upsert(declaration, values, rule, `from ${rows}`, condition),
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
