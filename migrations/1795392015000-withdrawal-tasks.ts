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
      create function core.consent_withdrawn() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        denies boolean := core.lives(new) and new.exceptions <> '[]'::jsonb
          and (tg_op = 'INSERT' or new.exceptions <> old.exceptions);
      begin
        if not denies and (tg_op = 'INSERT' or not core.lives(old) or (core.lives(new)
            and new.recipients = old.recipients and new.categories = old.categories and new.purposes = old.purposes)) then
          return null;
        end if;
        insert into core.withdrawal_task (consent_id, consent_version, person_id, institution, categories, purposes,
            first_received_at, last_received_at, due_at)
          select new.id, new.version, new.person_id, e.institution, array_agg(distinct p.key), array_agg(distinct e.purpose),
            min(e.at), max(e.at), now() + interval '14 days'
          from core.access_entry e cross join lateral jsonb_each(e.permitted) p
          where e.person_id = new.person_id and e.institution is not null and e.event = 'READ' and p.value->>0 = 'CONSENT'
            and case when p.value->>1 = new.id::text
              then core.consent_covers(old, e.institution, p.key, e.purpose)
                and not core.consent_covers(new, e.institution, p.key, e.purpose)
              else denies and core.excepts(new.exceptions, e.institution, p.key, e.purpose)
                and not (tg_op = 'UPDATE' and core.lives(old) and core.excepts(old.exceptions, e.institution, p.key, e.purpose)) end
          group by e.institution;
        return null;
      end $$
    `);
    await runner.query('revoke all on function core.consent_withdrawn() from public');
    await runner.query(`
      create trigger consent_withdrawn after insert or update on core.consent
        for each row execute function core.consent_withdrawn()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.consent_withdrawn() cascade');
    await runner.query('drop function core.consent_covers(core.consent, text, text, text)');
    await runner.query('drop table core.withdrawal_task');
  }
}
