import { countedEntry, logEntries, logValues, parameter, type LogEntrySql } from '../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../access/request-context';
import { pageOf, type Page } from '../api/page';

/** A list of things about persons, of which a page is read and put on record by one statement. */
export interface LoggedList {
  /** Names the statement. */
  readonly name: string;
  /** What the entries say that was read, e.g. `Link`. */
  readonly thing: string;
  /** SQL of the rows from which the page is taken, as `select …`; its parameters are `pageParameter(1)` and so on. */
  readonly rows: string;
  /** SQL of the order, by columns of these rows, e.g. `created_at desc`. */
  readonly order: readonly string[];
  /** SQL of what is shown of a row `p`. */
  readonly shown: string;
  /** Further joins on `p` that only what is shown needs. */
  readonly joins?: string;
  /** SQL with a column `person_id`: whom the entries are about. Without it those of the rows on the page. */
  readonly persons?: string;
  /** What the entries say besides; nothing for what is of no data category. */
  readonly entry?: Partial<Pick<LogEntrySql, 'categories' | 'permitted'>>;
}

/** SQL of a list's own parameter, counted from 1: those of the log entry and the page size stand before it. */
export const pageParameter = (n: number): string => parameter(n + 1);

/** SQL of the page size; a list that limits its rows itself has to find one more. */
export const PAGE_LIMIT = `${parameter(1)}::int`;

const ROWS_OF_PAGE = 'select distinct person_id from page';

/** The name and text of the statement. Kept by its list, since a list is one object for ever. */
const statements = new WeakMap<LoggedList, { readonly name: string; readonly text: string }>();

/**
 * A page of a list. On record are the persons whose rows are on the page and no others: that the row after it exists is
 * all that is told of it. That there was nothing is told, too, and on record without a person.
 * @param values of the list's own parameters
 */
export async function loggedPage<Shown>(
  context: RequestContext,
  list: LoggedList,
  values: readonly unknown[],
  limit: number,
): Promise<Page<Shown>> {
  let statement = statements.get(list);
  if (!statement) statements.set(list, (statement = { name: list.name, text: pageSql(list) }));
  const rows = await context.database.once<{ readonly shown: Shown; readonly found: number }>(sessionOf(context), {
    ...statement,
    values: [...logValues(context), limit, ...values],
  });
  return pageOf(rows, limit, ({ shown }) => shown);
}

function pageSql({ thing, rows, order, shown, joins, persons, entry }: LoggedList): string {
  const read = { event: 'READ', fields: [thing], categories: [], permitted: `'{}'::jsonb`, ...entry } as const;
  const log = logEntries([
    { ...read, person: 'o.person_id', from: `from (${persons ?? ROWS_OF_PAGE}) o` },
    ...(persons === undefined ? [countedEntry(read, '0', 'where not exists (select from page)')] : []),
  ]);
  return `with found as materialized (${rows} order by ${order.join(', ')} limit ${PAGE_LIMIT} + 1),
page as (select * from found order by ${order.join(', ')} limit ${PAGE_LIMIT}),
logged as (${log})
select ${shown} as shown, (select count(*) from found)::int as found from page p ${joins ?? ''}
order by ${order.map((column) => `p.${column}`).join(', ')}`;
}
