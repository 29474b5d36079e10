import type { MigrationInterface, QueryRunner } from 'typeorm';

const INSTITUTION = `(select current_setting('geleit.institution'))`;
const OFFICER = `institution = ${INSTITUTION} and (select current_setting('geleit.role')) = 'data-protection-officer'`;
const TODAY = `(now() at time zone 'Europe/Berlin')::date`;

/** What data protection officers find unusual in the access log of their institution, and what they make of it. */
export class UnusualPatterns1795392041000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.pattern_finding (
        id uuid not null default gen_random_uuid(),
        institution text not null,
        actor text not null,
        role text not null,
        kind text not null,
        day date not null,
        count integer not null,
        threshold integer not null,
        state text not null default 'OPEN',
        note text,
        found_at timestamptz not null default now(),
        found_by text not null,
        reviewed_at timestamptz,
        reviewed_by text,
        constraint pattern_finding_once unique (institution, actor, role, kind, day),
        constraint pattern_finding_reviewed check ((state = 'OPEN') = (reviewed_at is null) and (state = 'OPEN' or note is not null)),
        constraint pattern_finding_pk primary key (id)
      )
    `);
    await runner.query(`create index pattern_finding_by_day on core.pattern_finding (institution, day, id)`);
    await runner.query(`alter table core.pattern_finding enable row level security`);
    await runner.query(`alter table core.pattern_finding force row level security`);
    await runner.query(`grant select, insert on core.pattern_finding to geleit_app`);
    await runner.query(
      `grant update (count, threshold, state, note, reviewed_at, reviewed_by) on core.pattern_finding to geleit_app`,
    );
    await runner.query(
      `create policy geleit_select on core.pattern_finding for select to geleit_app using (${OFFICER})`,
    );
    const actor = `(select current_setting('geleit.actor'))`;
    await runner.query(`
      create policy geleit_insert on core.pattern_finding for insert to geleit_app
        with check (${OFFICER} and state = 'OPEN' and found_by = ${actor})
    `);
    await runner.query(`
      create policy geleit_update on core.pattern_finding for update to geleit_app using (${OFFICER})
        with check (${OFFICER} and (state = 'OPEN' or reviewed_by = ${actor} or reviewed_at < now()))
    `);
    await this.names(runner);
    await runner.query(`create index access_entry_by_time on core.access_entry using brin (at)`);
    await runner.query(`create index consent_by_time on core.consent (recorded_at, id)`);
  }

  /** Surnames of staff, never as such: a keyed hash for one day, which nobody can read, only compare, and that is soon gone. */
  private async names(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.staff_name_mark (
        institution text not null,
        actor text not null,
        day date not null,
        mark text not null,
        constraint staff_name_mark_pk primary key (institution, actor, day)
      )
    `);
    await runner.query(`alter table core.staff_name_mark enable row level security`);
    await runner.query(`alter table core.staff_name_mark force row level security`);
    await runner.query(`grant insert on core.staff_name_mark to geleit_app`);
    await runner.query(`
      create policy geleit_insert on core.staff_name_mark for insert to geleit_app with check (
        institution = ${INSTITUTION} and actor = (select current_setting('geleit.actor')) and day = ${TODAY})
    `);
    await runner.query(
      `create policy owner_all on core.staff_name_mark to current_user using (true) with check (true)`,
    );
    await runner.query(`
      create function core.forget_staff_names() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        delete from core.staff_name_mark where day < ${TODAY} - 31;
        return null;
      end $$
    `);
    await runner.query('revoke all on function core.forget_staff_names() from public');
    await runner.query(`
      create trigger forgotten after insert on core.staff_name_mark
        for each statement execute function core.forget_staff_names()
    `);
    await runner.query(`
      create function core.same_surname_lookups(since date, until date, key text)
      returns table (actor text, role text, day date, persons integer)
      language sql stable security definer set search_path = pg_catalog as $$
        -- Counts alone leave: neither the name nor whose it is. For the officer of the own institution, and nobody else.
        select e.actor, e.role, m.day, count(distinct e.person_id)::integer
        from core.staff_name_mark m join core.access_entry e on e.institution = m.institution and e.actor = m.actor
          and e.at >= m.day::timestamp at time zone 'Europe/Berlin' and e.at < (m.day + 1)::timestamp at time zone 'Europe/Berlin'
        where m.institution = core.setting('institution') and core.setting('role') = 'data-protection-officer'
          and m.day >= since and m.day < until and e.event = 'READ' and cardinality(e.asked) > 0
          and exists (select from core.identity i where i.person_id = e.person_id and m.mark = encode(sha256(convert_to(
            concat_ws(':', key, to_char(m.day, 'YYYY-MM-DD'), m.institution, i.name_key), 'UTF8')), 'hex'))
        group by 1, 2, 3
      $$
    `);
    await runner.query('revoke all on function core.same_surname_lookups(date, date, text) from public');
    await runner.query('grant execute on function core.same_surname_lookups(date, date, text) to geleit_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index core.consent_by_time');
    await runner.query('drop index core.access_entry_by_time');
    await runner.query('drop function core.same_surname_lookups(date, date, text)');
    await runner.query('drop table core.staff_name_mark');
    await runner.query('drop function core.forget_staff_names()');
    await runner.query('drop table core.pattern_finding');
  }
}
