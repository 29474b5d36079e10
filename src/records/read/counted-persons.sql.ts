import { countedEntry, type LogEntrySql } from '../../access/log/log-entry.sql';
import type { Category } from '../../access/vocabulary';

/** Up to as many a number is exact, and tells of each of them; above, it is rounded down to as many. */
const TELLS_OF_EACH = 100;

/** What it tells about a person to be found, or to be counted. */
export interface Tells {
  readonly category: Category;
  readonly fields: readonly string[];
}

/** The number of all that could be found. */
export interface Counted {
  /** SQL with the columns of the finder's own, without order; the same parameters. */
  sql(first: number): string;
  /** What the condition asks by which they are counted; nothing if it asks nothing about persons. */
  readonly tells?: Tells;
}

/** What a list tells of persons who do not stand in it. */
export interface ToldBeside {
  /** What finding tells. */
  readonly tells?: Tells;
  /** Anything but the number leaves. */
  readonly showsPage: boolean;
  /** That there is one more leaves. */
  readonly tellsNext: boolean;
  readonly counted?: Counted;
}

/** The part of the look-ahead statement that counts, and puts on record what that tells. */
export interface BesideSql {
  /** CTEs, each with a trailing comma; they read `found` and `known`. */
  readonly ctes: string;
  /** SQL of the number that is answered; null where none is. */
  readonly total: string | null;
  readonly entries: readonly LogEntrySql[];
}

/** How the basis of what is told of persons `f` is read: columns and joins of `f`, and SQL of it in terms of `k`. */
export interface BasisSql {
  readonly columns: string;
  readonly joins: string;
  readonly permitted: string;
}

/**
 * A count, an empty page and the word that there is one more answer a condition like a field that is read. So who is counted
 * has it on record, as long as the number can tell of them; of a larger one there is an entry without a person.
 * @param basisOf the basis of a category of `Tells`
 */
export function toldBeside(
  { tells, showsPage, tellsNext, counted }: ToldBeside,
  first: number,
  lastOrdinal: string,
  basisOf: (category: Category) => BasisSql,
): BesideSql {
  const number = '(select count(*) from counted)';
  const isExact = counted?.tells ? `${number} <= ${TELLS_OF_EACH}` : 'true';
  const told = [
    ...(counted?.tells ? [`select c.id, c.told, false as is_next from counted c where ${isExact}`] : []),
    ...(tells && tellsNext
      ? [`select n.id, n.told, true as is_next from found n where n.ordinal > ${lastOrdinal}`]
      : []),
  ];
  const total =
    counted &&
    (counted.tells
      ? `case when ${isExact} then ${number} else ${number} / ${TELLS_OF_EACH} * ${TELLS_OF_EACH} end`
      : number);
  const category = tells?.category ?? counted?.tells?.category;
  const basis = told.length > 0 ? basisOf(category!) : null;
  return {
    ctes: [
      ...(counted ? [`counted as materialized (${counted.sql(first)})`] : []),
      ...(basis
        ? [
            `beside as materialized (select f.id, f.told, f.is_next${basis.columns} from (
  select distinct on (t.id) t.* from (${told.join(' union all ')}) t
  where t.id not in (select id from known) order by t.id, t.is_next desc) f${basis.joins})`,
          ]
        : []),
    ]
      .map((cte) => `${cte},\n`)
      .join(''),
    total: total ?? null,
    entries: [
      ...(basis && counted?.tells ? [ofEach(counted.tells, basis, 'not k.is_next')] : []),
      ...(basis && tells && tellsNext ? [ofEach(tells, basis, 'k.is_next')] : []),
      ...(counted && total
        ? [
            countedEntry(
              asked(counted.tells),
              `(${total})::text`,
              counted.tells ? `where not ${isExact} or ${number} = 0` : '',
            ),
          ]
        : []),
      ...(showsPage
        ? [
            countedEntry(
              asked(tells),
              `'0'`,
              `where not exists (select from known)${counted?.tells ? ` and ${number} > 0` : ''}`,
            ),
          ]
        : []),
    ],
  };
}

const ofEach = ({ fields, category }: Tells, { permitted }: BasisSql, where: string): LogEntrySql => ({
  ...{ event: 'COUNTED', person: 'k.id', fields, categories: [category], permitted },
  from: `from beside k where ${where}`,
});

/** Without a condition about persons a number tells of the list alone. */
const asked = (tells: Tells | undefined): Pick<LogEntrySql, 'fields' | 'categories'> =>
  tells ? { fields: tells.fields, categories: [tells.category] } : { fields: ['Person'], categories: [] };
