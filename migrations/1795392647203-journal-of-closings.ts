import type { MigrationInterface, QueryRunner } from 'typeorm';

const CONSENT = `'id', 'person_id', 'state', 'recipients', 'categories', 'purposes', 'valid_from', 'valid_until', 'data_from', 'data_until',
  'exceptions', 'excepts_from', 'secrecy_release', 'ended_at'`;

const CHANGED = [
  'state',
  'recipients',
  'categories',
  'purposes',
  'valid_until',
  'data_from',
  'data_until',
  'exceptions',
];
const columns = (row: string): string => CHANGED.map((column) => `${row}.${column}`).join(', ');

/** What closes something, and the columns that tell how: ids, states, words of the policy and times, never a name or a free text. */
const CLOSINGS: readonly (readonly [name: string, when: string, columns: string])[] = [
  ['noted', `after insert on core.consent for each row when (new.exceptions <> '[]'::jsonb)`, CONSENT],
  [
    'noted_later',
    `after update on core.consent for each row when ((${columns('new')}) is distinct from (${columns('old')}))`,
    CONSENT,
  ],
  [
    'noted',
    `after update of state on core.link for each row when (new.state is distinct from old.state and new.state not in ('PENDING', 'ACTIVE'))`,
    `'id', 'state', 'institution'`,
  ],
  [
    'noted',
    `after update of status on core.booklet for each row when (new.status is distinct from old.status)`,
    `'id', 'status'`,
  ],
  [
    'noted',
    `after update of revoked_at on core.booklet_code for each row when (new.revoked_at is not null)`,
    `'hash', 'revoked_at', 'revoked_because'`,
  ],
  [
    'noted',
    `after update of revoked_at on core.representation for each row when (new.revoked_at is not null)`,
    `'id', 'revoked_at'`,
  ],
  [
    'noted',
    `after update of state on core.duplicate_pair for each row when (new.state in ('DIFFERENT', 'SPLIT') and new.state is distinct from old.state)`,
    `'id', 'state'`,
  ],
  ['noted', 'after insert on core.erased_source for each row', `'mark', 'institution', 'record_table', 'erased_on'`],
  [
    'noted',
    `after update of words on core.rights_request_content for each row when (new.words is null and old.words is not null)`,
    `'request_id'`,
  ],
];

/**
 * Keeps what closes something (a withdrawal, an exception, an erasure, a lost booklet, an ended link …) with the decision
 * itself, so that the hub can write it down outside the database before it acknowledges it: a backup that is restored knows
 * nothing of what was decided after it. `migrate` puts the triggers for erased and restricted records on every record table.
 */
export class JournalOfClosings1795392647203 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.closing (
        id bigserial,
        tx bigint not null default core.current_tx(),
        at timestamptz not null default now(),
        fact jsonb not null,
        constraint closing_pk primary key (id)
      )
    `);
    await runner.query('create index closing_by_tx on core.closing (tx)');
    await runner.query('alter table core.closing enable row level security');
    await runner.query('alter table core.closing force row level security');
    await runner.query('create policy geleit_none on core.closing for select to geleit_app using (false)');
    await runner.query('create policy owner_all on core.closing to current_user using (true) with check (true)');
    await runner.query(`
      create function core.note_closing() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        fact jsonb := to_jsonb(new);
      begin
        if tg_op = 'DELETE' then fact := to_jsonb(old); end if;
        insert into core.closing (fact) values (
          jsonb_build_object('table', tg_table_schema || '.' || tg_table_name, 'how', tg_op)
          || (select jsonb_object_agg(f.key, f.value) from jsonb_each(fact) f where f.key = any(tg_argv)));
        return null;
      end $$
    `);
    await runner.query(`
      create function core.closings(since bigint) returns jsonb
      language sql stable security definer set search_path = pg_catalog as $$
        -- Whoever still writes may commit later, under a lower number: until they have ended, what is as young is read again.
        select jsonb_build_object('horizon', pg_snapshot_xmin(pg_current_snapshot())::text, 'closings', coalesce((
          select jsonb_agg(jsonb_build_object('id', c.id::text, 'tx', c.tx::text, 'at', c.at, 'fact', c.fact) order by c.id)
          from core.closing c where c.tx >= since), '[]'))
      $$
    `);
    await runner.query(`
      create function core.forget_closings() returns void
      language sql security definer set search_path = pg_catalog as $$
        delete from core.closing c where c.at < now() - interval '90 days'
      $$
    `);
    for (const name of ['note_closing()', 'closings(bigint)', 'forget_closings()'])
      await runner.query(`revoke all on function core.${name} from public`);
    for (const name of ['closings(bigint)', 'forget_closings()'])
      await runner.query(`grant execute on function core.${name} to geleit_app`);
    for (const [name, when, told] of CLOSINGS)
      await runner.query(`create trigger ${name} ${when} execute function core.note_closing(${told})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.note_closing() cascade');
    await runner.query('drop function core.forget_closings()');
    await runner.query('drop function core.closings(bigint)');
    await runner.query('drop table core.closing');
  }
}
