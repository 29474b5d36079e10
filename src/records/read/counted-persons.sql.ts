import { countedEntry, type LogEntrySql } from '../../access/log/log-entry.sql';
import type { Category } from '../../access/vocabulary';

/** Up to as many a number is exact, and tells of each of them; above, it is rounded down to as many. */
const TELLS_OF_EACH = 100;

/** What it tells about a person to be found, or to be counted. */
export interface Disclosed {
  readonly category: Category;
  readonly fields: readonly string[];
}

/** The number of all that could be found. */
export interface Counted {
  /** SQL with the columns of the finder's own, without order; the same parameters. */
  sql(first: number): string;
  /** What the condition asks by which they are counted; nothing if it asks nothing about persons. */
  readonly discloses?: Disclosed;
}

/** What a list tells of persons who do not stand in it. */
export interface BesideThePage {
  /** What finding discloses. */
  readonly discloses?: Disclosed;
  /** Anything but the number leaves. */
  readonly showsPage: boolean;
  /** That there is one more leaves. */
  readonly disclosesNext: boolean;
  readonly counted?: Counted;
}

/** The part of the look-ahead statement that counts, and puts on record what that discloses. */
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
 * @param basisOf the basis of a category of `Disclosed`
 */
export function besideThePage(
  { discloses, showsPage, disclosesNext, counted }: BesideThePage,
  first: number,
  lastOrdinal: string,
  basisOf: (category: Category) => BasisSql,
): BesideSql {
  const number = '(select count(*) from counted)';
  const isExact = counted?.discloses ? `${number} <= ${TELLS_OF_EACH}` : 'true';
  const told = [
    ...(counted?.discloses ? [`select c.id, c.told, false as is_next from counted c where ${isExact}`] : []),
    ...(discloses && disclosesNext
      ? [`select n.id, n.told, true as is_next from found n where n.ordinal > ${lastOrdinal}`]
      : []),
  ];
  const total =
    counted &&
    (counted.discloses
      ? `case when ${isExact} then ${number} else ${number} / ${TELLS_OF_EACH} * ${TELLS_OF_EACH} end`
      : number);
  const category = discloses?.category ?? counted?.discloses?.category;
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
      ...(basis && counted?.discloses ? [ofEach(counted.discloses, basis, 'not k.is_next')] : []),
      ...(basis && discloses && disclosesNext ? [ofEach(discloses, basis, 'k.is_next')] : []),
      ...(counted && total
        ? [
            countedEntry(
              asked(counted.discloses),
              `(${total})::text`,
              counted.discloses ? `where not ${isExact} or ${number} = 0` : '',
            ),
          ]
        : []),
      ...(showsPage
        ? [
            countedEntry(
              asked(discloses),
              `'0'`,
              `where not exists (select from known)${counted?.discloses ? ` and ${number} > 0` : ''}`,
            ),
          ]
        : []),
    ],
  };
}

const ofEach = ({ fields, category }: Disclosed, { permitted }: BasisSql, where: string): LogEntrySql => ({
  ...{ event: 'COUNTED', person: 'k.id', fields, categories: [category], permitted },
  from: `from beside k where ${where}`,
});

/** Without a condition about persons a number tells only of the list. */
const asked = (discloses: Disclosed | undefined): Pick<LogEntrySql, 'fields' | 'categories'> =>
  discloses ? { fields: discloses.fields, categories: [discloses.category] } : { fields: ['Person'], categories: [] };
