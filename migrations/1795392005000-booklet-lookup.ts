import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What imports need: the person who carries a booklet, and a record of each run. */
export class BookletLookup1795392005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create policy owner_select on core.booklet for select to current_user using (true)`);
    await runner.query(`
      create function core.person_of_booklet(number text) returns uuid
      language sql stable security definer set search_path = pg_catalog as $$
        -- Who presents the number holds the booklet: it links persons of two institutions, and shows nothing but an id.
        select b.person_id from core.booklet b
        where b.booklet_number = number and b.status = 'ISSUED'
          and (select core.setting('institution') <> '-' and core.setting('role') in ('counsellor', 'case-manager', 'service'))
      $$
    `);
    await runner.query(`revoke all on function core.person_of_booklet(text) from public`);
    await runner.query(`grant execute on function core.person_of_booklet(text) to geleit_app`);
    await runner.query(`
      create table core.import_run (
        id uuid not null default gen_random_uuid(),
        institution text not null,
        kind text not null,
        file_sha256 text not null,
        started_at timestamptz not null default now(),
        finished_at timestamptz,
        accepted integer,
        changed integer,
        unchanged integer,
        rejected integer,
        constraint "PK_efe3e6d8cb9f51ca4e9cd1cf5d3" primary key (id)
      )
    `);
    await runner.query(`create index import_run_by_institution on core.import_run (institution, started_at)`);
    await runner.query(`alter table core.import_run enable row level security`);
    await runner.query(`alter table core.import_run force row level security`);
    await runner.query(`grant select, insert, update on core.import_run to geleit_app`);
    await runner.query(`
      create policy geleit_select on core.import_run for select to geleit_app
        using (institution = (select core.setting('institution')))
    `);
    await runner.query(`
      create policy geleit_insert on core.import_run for insert to geleit_app
        with check (institution = (select core.setting('institution')))
    `);
    await runner.query(`
      create policy geleit_update on core.import_run for update to geleit_app
        using (institution = (select core.setting('institution')) and finished_at is null)
        with check (institution = (select core.setting('institution')))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.import_run');
    await runner.query('drop function core.person_of_booklet(text)');
    await runner.query('drop policy owner_select on core.booklet');
  }
}
