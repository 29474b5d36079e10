import { logEntries, logValues, parameter } from '../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { GeleitError, notFound } from '../../../platform/errors';
import type { Transaction } from '../../../platform/postgres/database';
import { BOOKLET_STEPS, type BookletStep } from './booklet-life';
import type { BookletState } from './booklet.type';

/** Keyed hashes of the codes of one booklet. */
export interface CodeHashes {
  readonly token: Buffer;
  readonly shortCode: Buffer;
}

const [FIRST, SECOND, THIRD, FOURTH, FIFTH] = [1, 2, 3, 4, 5].map(parameter);

/** A step with its log entry, in one statement; the parameters of the log come first. */
function logged(write: string): string {
  const log = logEntries([
    {
      event: 'WRITE',
      person: 'b.person_id',
      fields: ['Booklet'],
      categories: ['IDENTITY'],
      permitted: `jsonb_build_object('IDENTITY', json_build_array(case $4 when 'person' then 'SELF' when 'guardian' then 'REPRESENTATION' else 'OWN_RECORD' end))`,
      from: 'from written b',
    },
  ]);
  return `with written as (${write}), logged as (${log})
    select json_build_object('id', b.id, 'personId', b.person_id, 'version', b.version, 'bookletNumber', b.booklet_number,
      'status', b.status, 'issuedOn', b.issued_on, 'declinedReason', b.declined_reason) as booklet from written b`;
}

const CHANGED = 'version = b.version + 1, updated_at = now()';

const OFFER_SQL =
  logged(`insert into core.booklet as b (person_id, institution, booklet_number, status, issued_on, declined_reason)
  select ${FIRST}::uuid, $1::text, ${THIRD}::text, s.status, coalesce(${FOURTH}::date, core.today()), ${FIFTH}::text
  from (select case when ${FIFTH}::text is null then 'ISSUED' else 'DECLINED' end as status) s
  on conflict (institution, person_id) do update set booklet_number = excluded.booklet_number, status = excluded.status,
    issued_on = excluded.issued_on, declined_reason = excluded.declined_reason, ${CHANGED}
  where b.status = any(${SECOND}::text[]) returning b.*`);

const CHANGE_SQL = logged(`update core.booklet b set status = ${THIRD}::text,
    booklet_number = coalesce(${FOURTH}::text, b.booklet_number), ${CHANGED}
  where b.id = ${FIRST}::uuid and b.institution = $1 and b.status = any(${SECOND}::text[]) returning b.*`);

const LOST_BY_PERSON_SQL = logged(`select b.* from core.report_booklet_lost(${FIRST}::uuid) b`);

/** What an institution offers to a person: a booklet with codes, or (with a reason) one that is declined. */
export interface Offer {
  readonly personId: string;
  readonly bookletNumber: string | null;
  readonly day: string | null;
  readonly declinedReason: string | null;
}

/**
 * Hands a booklet out, or notes that it was declined.
 * @throws GeleitError NO_SUCH_PERSON, ALREADY_EXISTS (the number is in use), BOOKLET_STATE_CONFLICT
 */
export function offerBooklet(context: RequestContext, offer: Offer, codes: CodeHashes | null): Promise<BookletState> {
  const { personId, bookletNumber, day, declinedReason } = offer;
  const { from } = BOOKLET_STEPS[declinedReason === null ? 'ISSUE' : 'DECLINE'];
  return inTransaction(context, codes, async (transaction) => {
    const values = [personId, from, bookletNumber, day, declinedReason];
    const made = await step(transaction, context, 'booklet-offer', OFFER_SQL, values);
    if (!made) throw conflict();
    return made;
  });
}

/**
 * Takes a booklet of one's own institution on to its next state.
 * @throws GeleitError NOT_FOUND, ALREADY_EXISTS (the number is in use), BOOKLET_STATE_CONFLICT
 */
export function changeBooklet(
  context: RequestContext,
  taken: BookletStep,
  id: string,
  bookletNumber: string | null = null,
  codes: CodeHashes | null = null,
): Promise<BookletState> {
  const { from, to } = BOOKLET_STEPS[taken];
  return inTransaction(context, codes, async (transaction) => {
    const made = await step(transaction, context, 'booklet-change', CHANGE_SQL, [id, from, to, bookletNumber]);
    if (made) return made;
    // Only a booklet of one's own house is in a wrong state; any other does not exist.
    const { rowCount } = await transaction.query({
      name: 'booklet-is-own',
      text: 'select from core.booklet where id = $1::uuid and institution = $2',
      values: [id, context.asking.institution],
    });
    throw rowCount ? conflict() : notFound('booklet');
  });
}

/** The person, or who represents them, reports that they have the booklet no longer. @throws GeleitError NOT_FOUND */
export function loseOwnBooklet(context: RequestContext, id: string): Promise<BookletState> {
  return inTransaction(context, null, async (transaction) => {
    const lost = await step(transaction, context, 'booklet-lost-by-person', LOST_BY_PERSON_SQL, [id]);
    if (!lost) throw notFound('booklet');
    return lost;
  });
}

async function inTransaction(
  context: RequestContext,
  codes: CodeHashes | null,
  work: (transaction: Transaction) => Promise<BookletState>,
): Promise<BookletState> {
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const booklet = await work(transaction);
    if (codes) {
      await transaction.query({
        name: 'booklet-codes',
        text: 'select core.add_booklet_codes($1::uuid, $2::bytea, $3::bytea)',
        values: [booklet.id, codes.token, codes.shortCode],
      });
    }
    return booklet;
  });
}

async function step(
  transaction: Transaction,
  context: RequestContext,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<BookletState | undefined> {
  const { rows } = await transaction.query<{ booklet: BookletState }>({
    name,
    text,
    values: [...logValues(context), ...values],
  });
  return rows[0]?.booklet;
}

const conflict = () =>
  new GeleitError('BOOKLET_STATE_CONFLICT', 'The booklet is in a state that does not allow this step.');
