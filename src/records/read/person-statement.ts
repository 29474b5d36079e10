import type { Asking } from '../../access/decision/decision';
import { LOG_PARAMETERS, logEntries, parameter, type LogEntrySql } from '../../access/log/log-entry.sql';
import { settleOnce } from '../../access/settled-decisions';
import type { PersonFacts } from '../../access/person-decisions';
import type { Policy } from '../../access/policy/policy';
import { isPersonRole, type Category } from '../../access/vocabulary';
import type { RecordRegistry } from '../registry';
import type { Announced } from '../../access/guard/announced';
import { announcedBy, loggedFields } from './announced-selection';
import { besideThePage, type BasisSql, type Counted, type Disclosed, type BesideThePage } from './counted-persons.sql';
import { SHOWN_OF_EACH_PERSON, SHOWN_OF_ONE_PERSON } from './list-limits';
import { named, type NamedStatement } from './named-statement';
import { GrantsBuilder } from './person-grants.sql';
import { recordsJson } from './person-records.sql';
import type { PersonSelection } from './selection';
import { shownRecords, toldByFinding } from './shown-records.sql';

/** Where the persons of a statement come from: one, a page, a search, a batch of references. */
export interface PersonFinder {
  /** Names the shape of the SQL, so that statements can be kept; equal names mean equal SQL. */
  readonly shape: string;
  /**
   * SQL with columns `id uuid`, `ordinal bigint` (from 1), `cursor text`, and where being found tells something `told text[]`: the
   * institutions that wrote what tells it. Parameters start at `$first`.
   */
  sql(first: number): string;
  readonly values: readonly unknown[];
  /** How many of the found persons are returned at most; one more may be found, to know whether there is a next page. */
  readonly limit: number;
  /** The number of all that could be found, where the query asks for it, also on an empty page. */
  readonly counted?: Counted;
  /** What being found tells about a person, e.g. the name by which they are ordered: on record like a field that is read. */
  readonly discloses?: Disclosed;
  /** Set for a list and a search: what is told of who does not stand in the answer, such as that there is nobody. */
  readonly beside?: Pick<BesideThePage, 'showsPage' | 'disclosesNext'>;
  /** At most one person can be found: nothing needs counting, sorting or a limit. */
  readonly isSingle?: boolean;
  /** SQL of the ids that were asked for by id; those not found are on record as refused. */
  requested?(first: number): string;
}

/** The look-ahead statement, and where its rows, which are arrays, hold what. */
export interface PersonStatement extends NamedStatement {
  readonly at: ReadonlyMap<PersonColumn, number>;
  /** Response keys of the records that are answered as a whole: where their texts are. */
  readonly wholes: ReadonlyMap<string, number>;
  /** What its log entries tell. */
  readonly announced: Announced;
}

/** `records` is an object of all records that are not answered as a whole, by the fields that hold them. */
export type PersonColumn = keyof PersonFacts | 'records' | 'cursor' | 'found' | 'total';

/** The number of the finder's first parameter: after those of the log entry, and of the limit where there is one. */
export const finderParameter = ({ isSingle }: PersonFinder): number => LOG_PARAMETERS.length + (isSingle ? 1 : 2);

/** SQL of the last position that is shown of those found. */
const lastOrdinal = ({ isSingle }: PersonFinder): string => (isSingle ? '1' : `${parameter(1)}::int`);

/** How many records of one type a list of a person shows. */
export const shownBy = ({ isSingle }: PersonFinder): number => (isSingle ? SHOWN_OF_ONE_PERSON : SHOWN_OF_EACH_PERSON);

/** The values of the statement's parameters after those of the log entry. */
export const finderValues = ({ isSingle, limit, values }: PersonFinder): readonly unknown[] =>
  isSingle ? values : [limit, ...values];

/**
 * The look-ahead statement: finds persons, reads their grants, decides, writes the access log and reads the selected,
 * permitted records of all institutions, in one snapshot. Row level security decides again below it.
 */
export function personStatement(
  registry: RecordRegistry,
  policy: Policy,
  asking: Asking,
  selection: PersonSelection,
  finder: PersonFinder,
): PersonStatement {
  const isSubject = isPersonRole(asking.role);
  const decideWithoutPerson = (category: Category, own: boolean) =>
    settleOnce(policy, asking, category, own ? asking.institution : null, isSubject);
  const told = finder.discloses ? [toldByFinding(finder.discloses.category, 'k.told')] : [];
  const records = [
    ...selection.records.map(({ declaration, wholeAs }, index) =>
      shownRecords(declaration, wholeAs !== undefined, `k.r${index}`, shownBy(finder)),
    ),
    ...told,
  ];
  const asked = [...new Set(records.map(({ category }) => category))].sort();
  const ofOthers = records.filter(({ author }) => author !== asking.institution).map(({ category }) => category);
  const decided = selection.describesAccess ? [...policy.categories.keys()] : [...new Set(ofOthers)].sort();
  // Records that leave as a whole say nothing of the consent that they rest on; the log does.
  const namesConsents = selection.describesAccess || selection.records.some(({ wholeAs }) => wholeAs === undefined);
  const builder = new GrantsBuilder(registry, policy, asking, decided, decideWithoutPerson, namesConsents);
  const values = selection.records.map((record) =>
    recordsJson(record, policy, asking, builder, decideWithoutPerson, shownBy(finder)),
  );
  const inJson = selection.records.flatMap(({ declaration, wholeAs }, index) =>
    wholeAs === undefined ? [`'${declaration.onPerson!.field}', k.r${index}`] : [],
  );
  const wholes = selection.records.flatMap(({ wholeAs }, index) =>
    wholeAs === undefined ? [] : [[wholeAs, `k.r${index}`] as const],
  );
  const grants = builder.build(asked.flatMap((category) => records.filter((one) => one.category === category)));
  /** Of persons of whom nothing is read but what finding them discloses, and of whose consents only the log says anything. */
  const basisOf = (category: Category): BasisSql =>
    new GrantsBuilder(registry, policy, asking, [category], decideWithoutPerson, false).build([
      toldByFinding(category, 'k.told'),
    ]);

  const announced = announcedBy(selection);
  const fields = [...new Set([...loggedFields(registry, announced), ...(finder.discloses?.fields ?? [])])];
  const entry = { fields, categories: asked };
  const first = finderParameter(finder);
  const beside = finder.beside && besideThePage({ ...finder, ...finder.beside }, first, lastOrdinal(finder), basisOf);
  const log = logEntries([
    ...disclosures(finder, first, { ...entry, permitted: grants.permitted }),
    ...(beside?.entries ?? []),
  ]);

  const { isSingle } = finder;
  const columns: (readonly [column: PersonColumn, sql: string])[] = [
    ['id', 'k.id'],
    ...grants.facts,
    ...(inJson.length > 0 ? [['records', `json_build_object(${inJson.join(',\n  ')})`] as const] : []),
    ...(isSingle
      ? []
      : ([
          ['cursor', 'k.cursor'],
          ['found', '(select count(*) from found)::int'],
        ] as const)),
    ...(beside?.total ? [['total', `(${beside.total})::int`] as const] : []),
  ];
  const text = `with found as ${isSingle ? '' : 'materialized '}(${finder.sql(first)}),
known as materialized (select f.id, f.ordinal, f.cursor${finder.discloses ? ', f.told' : ''}${grants.columns} from found f${grants.joins}${isSingle ? '' : ` where f.ordinal <= ${lastOrdinal(finder)}`}),
read as materialized (select k.*${values.map((sql, index) => `,\n  ${sql} as r${index}`).join('')} from known k),
${beside?.ctes ?? ''}logged as (${log})
select ${[...columns, ...wholes].map(([, sql]) => sql).join(',\n  ')}
from ${beside?.total ? '(values (true)) always left join read k on true' : 'read k'}${isSingle ? '' : ' order by k.ordinal'}`;
  return {
    ...named('p', text),
    at: new Map(columns.map(([column], index) => [column, index])),
    announced,
    wholes: new Map(wholes.map(([key], index) => [key, columns.length + index])),
  };
}

/** What goes on record: who was found, and who was asked for by id and not found. */
function disclosures(
  finder: PersonFinder,
  first: number,
  entry: Pick<LogEntrySql, 'fields' | 'categories' | 'permitted'>,
): LogEntrySql[] {
  const read = { ...entry, event: 'READ', person: 'k.id', from: 'from read k' } as const;
  const requested = finder.requested?.(first);
  if (requested === undefined) return [read];
  if (!finder.isSingle) {
    const from = `from (${requested}) r where r.id not in (select f.id from found f)`;
    return [read, { ...entry, event: 'REFUSED', person: 'r.id', permitted: `'{}'::jsonb`, from }];
  }
  const refusedWhere = 'k.id is null';
  const permitted = `case when ${refusedWhere} then '{}' else ${entry.permitted} end`;
  const from = `from (${requested}) r left join read k on true`;
  return [{ ...read, refusedWhere, person: 'coalesce(k.id, r.id)', permitted, from }];
}
