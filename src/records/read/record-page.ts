import type { GraphQLResolveInfo } from 'graphql';
import { ASK_GRANTS } from '../../access/decision/decide';
import { answerPath, type DisputeNote } from '../../access/disputed';
import { describeDecision, letOut } from '../../access/guard/person-records';
import type { AnnouncedFields } from '../../access/guard/announced';
import { countedEntry, logEntries, logValues, parameter } from '../../access/log/log-entry.sql';
import { settleOnce } from '../../access/settled-decisions';
import { sessionOf, type RequestContext } from '../../access/request-context';
import { GeleitError } from '../../platform/errors';
import { asConnection, NODE_PATHS, type Connection } from '../api/connection';
import type { RecordDeclaration } from '../declaration';
import { SMALLEST_ID } from '../uuid-kind';
import { loggedNames, namesOf } from './announced-selection';
import { named } from './named-statement';
import { recordJson } from './projection';
import { fieldsBelow } from './selected-fields';
import { selectPage, selectRecord, type PageSelection, type RecordFields } from './selection';

type RecordRow = Record<string, unknown> & { disputes?: readonly DisputeNote[] | null };

/**
 * A page of records of one type: reference data for everybody, records about persons for their author's own staff.
 * Others reach those through the person, where consent is asked for.
 * @throws GeleitError FORBIDDEN
 */
export async function recordPage(
  context: RequestContext,
  declaration: RecordDeclaration,
  info: GraphQLResolveInfo,
  limit: number,
  after: string | null,
): Promise<Connection<RecordRow>> {
  const access = declaration.category === null ? null : ownDecision(context, declaration);
  const fields = selectRecord(NODE_PATHS.flatMap((path) => fieldsBelow(info, path)));
  const page = selectPage(info);
  const told = namesOf(fields);
  const rows = await context.database.once<{ record: RecordRow; id: string | null; found: number; total?: number }>(
    sessionOf(context),
    {
      ...named('r', pageSql(declaration, fields, told, page)),
      values: [...logValues(context), after ?? SMALLEST_ID, page.isShown ? limit : 0],
    },
  );
  // A statement that counts has a row only for the count where the page is empty.
  const found = rows.filter(({ id }) => id !== null);
  const places = placesOfNodes(info);
  for (const [index, { record }] of found.entries()) {
    for (const place of record.disputes ? places : []) {
      context.disputed.add([...answerPath(info.path), ...place(index)], record.disputes!);
    }
  }
  return asConnection(
    found.map(({ record }) => (access ? letOut(record, access, told) : record)),
    (index) => found[index]!.id!,
    (found[0]?.found ?? 0) > limit,
    rows[0]?.total ?? null,
  );
}

/** Where the answer shows the record at an index of the page: under each alias, and nowhere if the query asks for none. */
function placesOfNodes(info: GraphQLResolveInfo): ((index: number) => (string | number)[])[] {
  return fieldsBelow(info, []).flatMap(({ key, name, children }) => {
    if (name === 'nodes') return [(index: number) => [key, index]];
    if (name !== 'edges') return [];
    return children.filter((below) => below.name === 'node').map((below) => (index: number) => [key, index, below.key]);
  });
}

function ownDecision({ policy, asking }: RequestContext, { author, category, name, onPerson }: RecordDeclaration) {
  const isAuthor = asking.institution !== null && (author === 'EACH' || author === asking.institution);
  const decision = isAuthor ? settleOnce(policy, asking, category!, asking.institution, false) : null;
  if (!decision || decision === ASK_GRANTS || !decision.permit) {
    throw new GeleitError(
      'FORBIDDEN',
      `Only the author's own staff list ${name} records; others find them at the person.`,
    );
  }
  return describeDecision(decision, onPerson!.field);
}

function pageSql(
  declaration: RecordDeclaration,
  fields: RecordFields,
  told: AnnouncedFields,
  { counts, isShown }: PageSelection,
): string {
  const { table, author, category, name, onPerson } = declaration;
  const own = category !== null && author === 'EACH' ? `and t.institution = $1` : '';
  const [after, limit] = [`${parameter(1)}::uuid`, `${parameter(2)}::int`];
  const total = `(select count(*) from ${table} t where true ${own})`;
  // How many records an institution has written is no condition on a person: one entry says the number.
  const number = counts
    ? countedEntry({ fields: [name], categories: [category!] }, total, '')
    : countedEntry({ fields: [name], categories: [category!] }, '0', 'where not exists (select from page)');
  const log = logEntries([
    ...(onPerson && (counts || isShown) ? [number] : []),
    {
      event: 'READ',
      person: onPerson ? 'p.person_id' : 'null::uuid',
      fields: loggedNames(told).map((field) => `${name}.${field}`),
      categories: category ? [category] : [],
      permitted: category ? `'{"${category}": ["OWN_RECORD"]}'::jsonb` : `'{}'::jsonb`,
      from: onPerson ? 'from (select distinct person_id from page) p' : 'where false',
    },
  ]);
  return `with found as materialized (select t.* from ${table} t where t.id > ${after} ${own} order by t.id limit ${limit} + 1),
page as (select * from found order by id limit ${limit}),
logged as (${log})
select ${recordJson(declaration, fields, 'page')} as record, page.id, (select count(*) from found)::int as found
  ${counts ? `, ${total}::int as total` : ''}
from ${counts ? '(values (true)) always left join page on true' : 'page'} order by page.id`;
}
