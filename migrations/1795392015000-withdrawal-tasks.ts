import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks of those who received data under a consent that does not cover them any more. */
export class WithdrawalTasks1795392015000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.withdrawal_task (
        id uuid not null default gen_random_uuid(),
        consent_id uuid not null,
        consent_version integer not null,
        person_id uuid not null,
        institution text not null,
        categories text array not null,
        purposes text array not null,
        first_received_at timestamptz not null,
        last_received_at timestamptz not null,
        created_at timestamptz not null default now(),
        due_at timestamptz not null,
        measure text,
        legal_reason text,
        acknowledged_at timestamptz,
        acknowledged_by text,
        constraint withdrawal_task_step unique (consent_id, consent_version, institution),
        constraint withdrawal_task_pk primary key (id)
      )
    `);
    await runner.query(`create index withdrawal_task_by_person on core.withdrawal_task (person_id, created_at)`);
    await runner.query(`create index withdrawal_task_by_institution on core.withdrawal_task (institution, created_at)`);
    await runner.query(`alter table core.withdrawal_task enable row level security`);
    await runner.query(`alter table core.withdrawal_task force row level security`);
    // Tasks come from the trigger alone; an institution can only say what it has done, once.
    await runner.query(`grant select on core.withdrawal_task to geleit_app`);
    await runner.query(
      `grant update (measure, legal_reason, acknowledged_at, acknowledged_by) on core.withdrawal_task to geleit_app`,
    );
    await runner.query(`
      create policy geleit_select on core.withdrawal_task for select to geleit_app using (
        person_id = (select nullif(core.setting('person'), '-')::uuid)
        or (institution = (select current_setting('geleit.institution'))
          and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service', 'data-protection-officer')))
      )
    `);
    await runner.query(`
      create policy geleit_update on core.withdrawal_task for update to geleit_app
        using (institution = (select current_setting('geleit.institution')) and acknowledged_at is null
          and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service')))
        with check (institution = (select current_setting('geleit.institution'))
          and acknowledged_by = (select current_setting('geleit.actor')) and acknowledged_at = now()
          and measure in ('STOP_USE', 'ERASE', 'RESTRICT')
          and (measure = 'RESTRICT') = (legal_reason is not null))
    `);
    await runner.query(
      `create policy owner_all on core.withdrawal_task to current_user using (true) with check (true)`,
    );
    await runner.query(`
      create function core.consent_covers(consent core.consent, recipient text, category text, purpose text)
      returns boolean language sql immutable parallel safe as $$
        select coalesce(core.lives(consent) and recipient = any(consent.recipients) and purpose = any(consent.purposes)
          -- What is narrower than a category lies in it.
          and case category when 'FILE_NUMBER' then 'IDENTITY' when 'RESIDENCE_TITLE' then 'RESIDENCE'
            when 'BENEFIT_AMOUNTS' then 'BENEFITS' else category end = any(consent.categories)
          and not core.excepts(consent.exceptions, recipient, category, purpose), false)
      $$
    `);
    // The access log knows who received what under which consent. An exception takes away from the other consents, too.
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
    await runner.query(`
      create function core.consent_withdrawn() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        perform core.add_withdrawal_tasks(case when tg_op = 'UPDATE' then old end, new);
        return null;
      end $$
    `);
    // A request that was under way during the withdrawal is on record only afterwards, within the time limits of statements.
    await runner.query(`create index consent_event_by_time on core.consent_event using brin (at)`);
    await runner.query(`
      create function core.complete_withdrawal_tasks() returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        step record;
      begin
        for step in
          select jsonb_populate_record(null::core.consent, b.snapshot) as before,
            jsonb_populate_record(null::core.consent, a.snapshot) as after
          from core.consent_event a left join lateral (select e.snapshot from core.consent_event e
            where e.consent_id = a.consent_id and e.version < a.version order by e.version desc limit 1) b on true
          where a.at > now() - interval '2 minutes'
            and (a.state_before in ('GIVEN', 'RENEWED') or a.snapshot->'exceptions' <> '[]'::jsonb)
        loop
          perform core.add_withdrawal_tasks(step.before, step.after);
        end loop;
      end $$
    `);
    await runner.query('revoke all on function core.add_withdrawal_tasks(core.consent, core.consent) from public');
    await runner.query('revoke all on function core.complete_withdrawal_tasks() from public');
    await runner.query('grant execute on function core.complete_withdrawal_tasks() to geleit_app');
    await runner.query('revoke all on function core.consent_withdrawn() from public');
    await runner.query(`
      create trigger consent_withdrawn after insert or update on core.consent
        for each row execute function core.consent_withdrawn()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.complete_withdrawal_tasks()');
    await runner.query('drop index core.consent_event_by_time');
    await runner.query('drop function core.consent_withdrawn() cascade');
    await runner.query('drop function core.add_withdrawal_tasks(core.consent, core.consent)');
    await runner.query('drop function core.consent_covers(core.consent, text, text, text)');
    await runner.query('drop table core.withdrawal_task');
  }
}
