import type { Client } from 'pg';
import { REGISTRY } from '../subgraphs';
import { BackupError } from './backup-error';
import type { Closing } from './journal';
import { erasableTables } from './note-closings';

const ID = `($1::jsonb->>'id')::uuid`;

/** SQL: the values of a fact in the types of a table. */
const factOf = (table: string): string => `jsonb_populate_record(null::${table}, $1::jsonb)`;

const NARROWED = [
  ...['state', 'recipients', 'categories', 'purposes', 'valid_until', 'data_from', 'data_until', 'secrecy_release'],
  'exceptions',
];

/** SQL: what of a list is still named since, in its order. */
const kept = (list: string): string =>
  `array(select k from unnest(c.${list}) with ordinality u(k, i) where k = any(f.${list}) order by i) as ${list}`;

/**
 * What a consent lost since, and never what it gained: scope and validity narrow, exceptions come to those that are there, and it
 * ends. What was given meanwhile to a request that the backup still has open is not given again: the person is asked anew.
 */
const NARROW_CONSENT = `update core.consent c set version = c.version + 1, updated_at = now(), state = n.state, ended_at = n.ended_at,
    recipients = n.recipients, categories = n.categories, purposes = n.purposes, valid_until = n.valid_until,
    data_from = n.data_from, data_until = n.data_until, secrecy_release = n.secrecy_release, exceptions = n.exceptions
  from (
    select c.id,
      case when f.state not in ('GIVEN', 'RENEWED') then f.state
        when c.state = 'REQUESTED' and f.exceptions <> '[]'::jsonb and f.excepts_from is not null then 'WITHDRAWN' else c.state end as state,
      case when f.state in ('GIVEN', 'RENEWED', 'REQUESTED') then c.ended_at else coalesce(c.ended_at, f.ended_at, now()) end as ended_at,
      ${kept('recipients')}, ${kept('categories')}, ${kept('purposes')},
      greatest(least(c.valid_until, f.valid_until), c.valid_from) as valid_until,
      greatest(c.data_from, f.data_from) as data_from, least(c.data_until, f.data_until) as data_until,
      c.secrecy_release and f.secrecy_release as secrecy_release,
      c.exceptions || coalesce((select jsonb_agg(x) from jsonb_array_elements(f.exceptions) x where not exists (
        select from jsonb_array_elements(c.exceptions) y where y - 'liftedFor' = x - 'liftedFor')), '[]') as exceptions
    from core.consent c join ${factOf('core.consent')} f on f.id = c.id
    where c.state not in ('WITHDRAWN', 'REVOKED', 'INVALIDATED', 'REFUSED') and not (f.state = 'REQUESTED' and c.state <> 'REQUESTED')
  ) n where n.id = c.id and (${NARROWED.map((column) => `n.${column}`).join(', ')})
    is distinct from (${NARROWED.map((column) => `c.${column}`).join(', ')})`;

/** A consent of after the backup opens nothing any more; what it excepted from the others holds. */
const KEEP_EXCEPTIONS = `with kept as (
    insert into core.consent (id, person_id, state, recipients, categories, purposes, valid_from, valid_until, given_at, ended_at,
      exceptions, excepts_from, language)
    select f.id, f.person_id, 'WITHDRAWN', f.recipients, f.categories, f.purposes, f.valid_from, f.valid_until, f.valid_from, now(),
      f.exceptions, f.excepts_from, 'de'
    from ${factOf('core.consent')} f where f.exceptions <> '[]'::jsonb and f.excepts_from is not null
      and exists (select from core.person p where p.id = f.person_id) on conflict (id) do nothing returning person_id)
  select core.compile_consent(c) from core.consent c join kept k on k.person_id = c.person_id where core.lives(c)`;

/** How each kind of closing is done again, where it is not done yet; $1 is the fact. */
const AGAIN: Readonly<Record<string, readonly string[]>> = {
  'core.consent': [NARROW_CONSENT, KEEP_EXCEPTIONS],
  'core.link': [
    `select set_config('geleit.institution', $1::jsonb->>'institution', true), set_config('geleit.role', 'case-manager', true)`,
    `select core.unlink(l.id) from core.link l where l.id = ${ID} and l.state = 'ACTIVE' and $1::jsonb->>'state' = 'ENDED'`,
    `update core.link set state = $1::jsonb->>'state', ended_at = now() where id = ${ID} and state = 'PENDING'`,
  ],
  'core.booklet': [
    `update core.booklet set status = $1::jsonb->>'status', version = version + 1, updated_at = now()
     where id = ${ID} and status = 'ISSUED'`,
  ],
  'core.booklet_code': [
    `update core.booklet_code c set revoked_at = f.revoked_at, revoked_because = f.revoked_because
     from ${factOf('core.booklet_code')} f where c.hash = f.hash and c.revoked_at is null`,
  ],
  'core.representation': [
    `update core.representation r set revoked_at = f.revoked_at, revoked_by = 'journal', revoke_reason = 'journal'
     from ${factOf('core.representation')} f where r.id = f.id and r.revoked_at is null`,
  ],
  'core.duplicate_pair': [
    `update core.duplicate_pair set state = $1::jsonb->>'state', version = version + 1, reason = 'journal'
     where id = ${ID} and (state, $1::jsonb->>'state') in (('OPEN', 'DIFFERENT'), ('PROPOSED', 'DIFFERENT'), ('PROPOSED', 'SPLIT'), ('MERGED', 'SPLIT'))`,
  ],
  'core.erased_source': [
    `insert into core.erased_source (mark, institution, record_table, erased_on)
     select f.mark, f.institution, f.record_table, f.erased_on from ${factOf('core.erased_source')} f on conflict do nothing`,
  ],
  'core.rights_request_content': [
    `update core.rights_request_content set words = null, proposed_value = null where request_id = ($1::jsonb->>'request_id')::uuid`,
  ],
};

/** Statements for one closing; none where this version knows no such closing. */
function statementsFor({ fact: { table, how } }: Closing): readonly string[] | undefined {
  if (!erasableTables(REGISTRY).includes(table)) return AGAIN[table];
  if (how === 'DELETE') return [`delete from ${table} where id = ${ID}`];
  const restricts = `update ${table} t set restricted_at = f.restricted_at from ${factOf(table)} f
    where t.id = f.id and t.restricted_at is distinct from f.restricted_at`;
  return [restricts, ...(AGAIN[table] ?? [])];
}

/** As whom everything is closed again: nobody's staff, and no person. */
const NOBODY = `select set_config('geleit.actor', 'journal', true), set_config('geleit.institution', '-', true),
  set_config('geleit.role', '-', true), set_config('geleit.purpose', '-', true), set_config('geleit.person', '-', true),
  set_config('geleit.request', '-', true), set_config('geleit.moving', 'off', true)`;

/**
 * Closes again what was closed after the backup, in order, within the owner's transaction. The triggers of the hub do what they
 * do in life: events, tasks for those who received data, codes. Done twice it changes nothing more.
 * @returns how many closings there were
 * @throws BackupError JOURNAL_NOT_APPLIED, with the number of the closing that could not be done
 */
export async function closeAgain(owner: Client, closings: readonly Closing[]): Promise<number> {
  for (const closing of closings) {
    const statements = statementsFor(closing);
    if (!statements) throw notApplied(closing, 'this version knows no such closing');
    await owner.query(NOBODY);
    for (const statement of statements) {
      await owner.query(statement, [JSON.stringify(closing.fact)]).catch((error: Error & { code?: string }) => {
        throw notApplied(closing, `SQLSTATE ${error.code ?? 'none'}`);
      });
    }
  }
  return closings.length;
}

const notApplied = ({ id, fact }: Closing, why: string): BackupError =>
  new BackupError('JOURNAL_NOT_APPLIED', `Closing ${id} of ${fact.table} could not be done again: ${why}.`);
