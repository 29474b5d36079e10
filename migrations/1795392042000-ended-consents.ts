import type { MigrationInterface, QueryRunner } from 'typeorm';

const MIDNIGHT_AFTER = (day: string) => `((${day} + 1)::timestamp at time zone 'Europe/Berlin')`;

/** Tasks for the holders also where nobody withdraws: the clock ends a consent, or the day has come until which they could keep the data. */
export class EndedConsents1795392042000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table core.withdrawal_task add column cause text not null default 'WITHDRAWAL'`);
    await runner.query(`alter table core.withdrawal_task drop constraint withdrawal_task_step`);
    await runner.query(`alter table core.withdrawal_task add constraint withdrawal_task_step
      unique (consent_id, consent_version, institution, cause)`);
    // "geleit migrate" replaces it by that of the policy.
    await runner.query(`
      create function core.task_period() returns interval language sql immutable parallel safe as $$ select interval '14 days' $$
    `);
    await runner.query('drop function core.add_withdrawal_tasks(core.consent, core.consent)');
    await this.tasks(runner);
    await this.clock(runner);
  }

  /** As before, with the cause, the period of the policy, and a consent that is shortened to a time that is over. */
  private async tasks(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.add_withdrawal_tasks(before core.consent, after core.consent, why text default 'WITHDRAWAL') returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        denies boolean := coalesce(core.lives(after) and after.exceptions <> '[]'::jsonb
          and after.exceptions is distinct from before.exceptions, false);
      begin
        if not denies and (not coalesce(core.lives(before), false) or (core.lives(after) and after.recipients = before.recipients
            and after.categories = before.categories and after.purposes = before.purposes)) then
          return;
        end if;
        insert into core.withdrawal_task as t (consent_id, consent_version, person_id, institution, cause, categories, purposes,
            first_received_at, last_received_at, due_at)
          select after.id, after.version, after.person_id, e.institution, why, array_agg(distinct p.key),
            array_agg(distinct e.purpose), min(e.at), max(e.at), now() + core.task_period()
          from core.access_entry e cross join lateral jsonb_each(e.permitted) p
          where e.person_id = after.person_id and e.institution is not null and e.event = 'READ' and p.value->>0 = 'CONSENT'
            -- What was given out can rest on several consents: ["CONSENT", id, version, id, version, ...].
            and case when p.value ? after.id::text
              then core.consent_covers(before, e.institution, p.key, e.purpose)
                and not core.consent_covers(after, e.institution, p.key, e.purpose)
              else denies and core.excepts(after.exceptions, e.institution, p.key, e.purpose)
                and not coalesce(core.lives(before) and core.excepts(before.exceptions, e.institution, p.key, e.purpose), false) end
          group by e.institution
          on conflict (consent_id, consent_version, institution, cause) do update
            set categories = excluded.categories, purposes = excluded.purposes, last_received_at = excluded.last_received_at
            where t.acknowledged_at is null and t.last_received_at < excluded.last_received_at;
      end $$
    `);
    await runner.query(
      'revoke all on function core.add_withdrawal_tasks(core.consent, core.consent, text) from public',
    );
    await runner.query(`
      create function core.add_end_tasks(consent core.consent, why text) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        ended core.consent := consent;
      begin
        -- What the holders received is to be treated as after a withdrawal of all of it.
        ended.state := 'EXPIRED';
        perform core.add_withdrawal_tasks(consent, ended, why);
      end $$
    `);
    await runner.query('revoke all on function core.add_end_tasks(core.consent, text) from public');
    await runner.query(`
      create or replace function core.consent_withdrawn() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        perform core.add_withdrawal_tasks(case when tg_op = 'UPDATE' then old end, new);
        -- A birth day that becomes known can end a consent in the past, which the clock has left behind.
        if tg_op = 'UPDATE' and core.lives(old) and new.state = old.state and old.valid_until > now() and new.valid_until <= now() then
          perform core.add_end_tasks(old, 'EXPIRY');
        end if;
        return null;
      end $$
    `);
  }

  private async clock(runner: QueryRunner): Promise<void> {
    await runner.query(`create index consent_by_end on core.consent (valid_until) where state in ('GIVEN', 'RENEWED')`);
    await runner.query(`create index consent_by_erasure on core.consent (erase_by) where erase_by is not null`);
    await runner.query(`
      create table core.clock_mark (
        name text not null,
        at timestamptz not null,
        id uuid not null,
        constraint clock_mark_pk primary key (name)
      )
    `);
    await runner.query(`alter table core.clock_mark enable row level security`);
    await runner.query(`alter table core.clock_mark force row level security`);
    await runner.query(`create policy geleit_none on core.clock_mark for select to geleit_app using (false)`);
    await runner.query(`create policy owner_all on core.clock_mark to current_user using (true) with check (true)`);
    await runner.query(`
      insert into core.clock_mark (name, at, id) values ('ended consents', '-infinity', '00000000-0000-0000-0000-000000000000')
    `);
    await runner.query(`
      create function core.ended_consents(since timestamptz) returns table (at timestamptz, why text, consent core.consent)
      language sql stable security definer set search_path = pg_catalog as $$
        -- A consent that says until when data may be kept, and ends before, leaves them there until that day.
        select c.valid_until, 'EXPIRY', c from core.consent c
          where c.state in ('GIVEN', 'RENEWED') and c.valid_until >= since and c.valid_until <= now()
            and (c.erase_by is null or ${MIDNIGHT_AFTER('c.erase_by')} <= c.valid_until)
        union all
        select ${MIDNIGHT_AFTER('c.erase_by')}, 'ERASURE_DATE', c from core.consent c
          where c.state in ('GIVEN', 'RENEWED') and c.erase_by is not null
            and c.erase_by >= case when since = '-infinity' then '-infinity'::date else (since at time zone 'Europe/Berlin')::date - 1 end
            and ${MIDNIGHT_AFTER('c.erase_by')} between since and now()
      $$
    `);
    await runner.query('revoke all on function core.ended_consents(timestamptz) from public');
    await runner.query(`
      create function core.tend_ended_consents() returns integer
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        mark core.clock_mark;
        step record;
        done integer := 0;
      begin
        -- Of several replicas one does it. The mark says how far it has come; the backlog of a long pause goes in portions.
        if not pg_try_advisory_xact_lock(hashtext('geleit.ended_consents')) then return 0; end if;
        select * into mark from core.clock_mark where name = 'ended consents';
        for step in select e.at, e.why, e.consent from core.ended_consents(mark.at) e
            where (e.at, (e.consent).id) > (mark.at, mark.id) order by e.at, (e.consent).id limit 500 loop
          perform core.add_end_tasks(step.consent, step.why);
          update core.clock_mark set at = step.at, id = (step.consent).id where name = mark.name;
          done := done + 1;
        end loop;
        -- A request that was under way at the end is on record only afterwards, within the time limits of statements.
        for step in select e.why, e.consent from core.ended_consents(now() - interval '2 minutes') e loop
          perform core.add_end_tasks(step.consent, step.why);
        end loop;
        return done;
      end $$
    `);
    await runner.query('revoke all on function core.tend_ended_consents() from public');
    await runner.query('grant execute on function core.tend_ended_consents() to geleit_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.tend_ended_consents()');
    await runner.query('drop function core.ended_consents(timestamptz)');
    await runner.query('drop table core.clock_mark');
    await runner.query('drop index core.consent_by_erasure');
    await runner.query('drop index core.consent_by_end');
    await runner.query(`
      create or replace function core.consent_withdrawn() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        perform core.add_withdrawal_tasks(case when tg_op = 'UPDATE' then old end, new);
        return null;
      end $$
    `);
    await runner.query('drop function core.add_end_tasks(core.consent, text)');
    await runner.query('drop function core.add_withdrawal_tasks(core.consent, core.consent, text)');
    await runner.query('drop function core.task_period()');
    await runner.query(`delete from core.withdrawal_task where cause <> 'WITHDRAWAL'`);
    await runner.query(`alter table core.withdrawal_task drop constraint withdrawal_task_step`);
    await runner.query(`alter table core.withdrawal_task add constraint withdrawal_task_step
      unique (consent_id, consent_version, institution)`);
    await runner.query(`alter table core.withdrawal_task drop column cause`);
    // As the migration that made the tasks.
    await runner.query(`
      create function core.add_withdrawal_tasks(before core.consent, after core.consent) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        denies boolean := coalesce(core.lives(after) and after.exceptions <> '[]'::jsonb
          and after.exceptions is distinct from before.exceptions, false);
      begin
        if not denies and (not coalesce(core.lives(before), false) or (core.lives(after) and after.recipients = before.recipients
            and after.categories = before.categories and after.purposes = before.purposes)) then
          return;
        end if;
        insert into core.withdrawal_task as t (consent_id, consent_version, person_id, institution, categories, purposes,
            first_received_at, last_received_at, due_at)
          select after.id, after.version, after.person_id, e.institution, array_agg(distinct p.key), array_agg(distinct e.purpose),
            min(e.at), max(e.at), now() + interval '14 days'
          from core.access_entry e cross join lateral jsonb_each(e.permitted) p
          where e.person_id = after.person_id and e.institution is not null and e.event = 'READ' and p.value->>0 = 'CONSENT'
            -- What was given out can rest on several consents: ["CONSENT", id, version, id, version, ...].
            and case when p.value ? after.id::text
              then core.consent_covers(before, e.institution, p.key, e.purpose)
                and not core.consent_covers(after, e.institution, p.key, e.purpose)
              else denies and core.excepts(after.exceptions, e.institution, p.key, e.purpose)
                and not coalesce(core.lives(before) and core.excepts(before.exceptions, e.institution, p.key, e.purpose), false) end
          group by e.institution
          on conflict (consent_id, consent_version, institution) do update
            set categories = excluded.categories, purposes = excluded.purposes, last_received_at = excluded.last_received_at
            where t.acknowledged_at is null and t.last_received_at < excluded.last_received_at;
      end $$
    `);
    await runner.query('revoke all on function core.add_withdrawal_tasks(core.consent, core.consent) from public');
  }
}
