import {
  countedEntry,
  logEntries,
  logThing,
  logValues,
  parameter,
  type LogEntrySql,
} from '../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { GeleitError, notFound } from '../../../platform/errors';
import { pageOf, type Page } from '../../../records/api/page';
import type { DuplicatePair, DuplicateState } from './duplicate.type';

interface PairRow extends Record<string, unknown> {
  readonly pair: DuplicatePair;
}

const PAIR_JSON = `json_build_object('id', p.id, 'state', p.state, 'version', p.version, 'score', p.score, 'reasons', p.reasons,
  'foundAt', p.told_at, 'survivorId', p.survivor, 'personIds', json_build_array(p.person_a, p.person_b),
  'decidedInstitution', p.decided_institution,
  'decisions', (select coalesce(json_agg(json_build_object('state', d.state, 'reason', d.reason,
    'actor', case when d.institution is not null then d.actor end, 'institution', d.institution, 'at', d.at) order by d.version), '[]') from core.duplicate_decision d where d.pair_id = p.id))`;

/**
 * Pairs `p`, with what the caller may know of them. Who decided about a pair and may read neither any more is told that it is there.
 */
const TOLD_PAIRS = `(select t.*, coalesce(s.score, 0) as score, coalesce(s.reasons, '{}') as reasons,
    coalesce(s.found_at, t.decided_at, t.found_at) as told_at
  from core.duplicate_pair t left join lateral core.agreement_seen(t.id) s on true) p`;

/** Both persons have it on record that somebody looked at their pair, or decided about it. */
const log = (event: LogEntrySql['event'], from: string) =>
  logThing({
    event,
    thing: 'DuplicatePair',
    person: 'o.person_id',
    from: `from (select distinct unnest(array[f.person_a, f.person_b]) as person_id from ${from} f) o`,
  });

/** A page of the pairs that the caller may know of, the most alike first. On record for both persons like any other reading. */
export async function pairPage(
  context: RequestContext,
  state: DuplicateState | null,
  after: readonly string[] | null,
  limit: number,
): Promise<Page<DuplicatePair>> {
  const rows = await context.database.once<PairRow & { readonly found: number }>(sessionOf(context), {
    name: 'duplicate-page',
    text: PAGE_SQL,
    values: [...logValues(context), state, ...(after ?? [null, null]), limit],
  });
  return pageOf(rows, limit, ({ pair }) => pair);
}

const PAGE_SQL = `with found as materialized (
  select p.* from ${TOLD_PAIRS}
  where (${parameter(1)}::text is null or p.state = ${parameter(1)}::text)
    and (${parameter(2)}::int is null or (p.score, p.id) < (${parameter(2)}::int, ${parameter(3)}::uuid))
  order by p.score desc, p.id desc limit ${parameter(4)}::int + 1),
page as (select * from found order by score desc, id desc limit ${parameter(4)}::int),
logged as (${log('READ', 'page')}),
nobody as (${logEntries([countedEntry({ fields: ['DuplicatePair'], categories: [] }, `'0'`, 'where not exists (select from page)')])})
select ${PAIR_JSON} as pair, (select count(*) from found)::int as found from page p order by p.score desc, p.id desc`;

/**
 * One pair that the caller may know of.
 * @throws GeleitError NOT_FOUND
 */
export async function pairById(context: RequestContext, id: string): Promise<DuplicatePair> {
  const [row] = await context.database.once<PairRow>(sessionOf(context), {
    ...ONE,
    values: [...logValues(context), id],
  });
  if (!row) throw notFound('pair');
  return row.pair;
}

const ONE = {
  name: 'duplicate-pair',
  text: `with found as materialized (select p.* from ${TOLD_PAIRS} where p.id = ${parameter(1)}::uuid),
logged as (${log('READ', 'found')})
select ${PAIR_JSON} as pair from found p`,
};

/** What somebody decides about a pair. */
export interface Deciding {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
  readonly from: DuplicateState;
  readonly to: DuplicateState;
  readonly survivorId?: string;
}

/**
 * Puts a decision on record; the database splits in the same transaction, all records of all institutions or
 * nothing. Row level security decides once more who may.
 * @throws GeleitError VERSION_CONFLICT (somebody else has decided), DUPLICATE_STATE_CONFLICT
 */
export async function decidePair(context: RequestContext, deciding: Deciding): Promise<DuplicatePair> {
  const { id, version, reason, from, to, survivorId } = deciding;
  try {
    return await context.database.transaction(sessionOf(context), async (transaction) => {
      const { rowCount } = await transaction.query({
        name: 'duplicate-decide',
        text: DECIDE_SQL,
        values: [...logValues(context), id, version, from, to, survivorId ?? null, reason],
      });
      if (rowCount !== 1) throw new GeleitError('VERSION_CONFLICT', 'The pair was decided meanwhile.');
      const { rows } = await transaction.query<PairRow>({ ...ONE, values: [...logValues(context), id] });
      return rows[0]!.pair;
    });
  } catch (error) {
    if (!/^person_move_/.test(String((error as { constraint?: unknown }).constraint))) throw error;
    throw mergedSince();
  }
}

export const mergedSince = (): GeleitError =>
  new GeleitError('DUPLICATE_STATE_CONFLICT', 'One of the two persons was merged with another one since.');

const DECIDE_SQL = `with decided as (
  update core.duplicate_pair p set state = ${parameter(4)}::text, version = p.version + 1,
    survivor = coalesce(${parameter(5)}::uuid, p.survivor), reason = ${parameter(6)}::text
  where p.id = ${parameter(1)}::uuid and p.version = ${parameter(2)}::int and p.state = ${parameter(3)}::text
  returning p.id, p.person_a, p.person_b),
logged as (${log('WRITE', 'decided')})
select d.id from decided d`;
