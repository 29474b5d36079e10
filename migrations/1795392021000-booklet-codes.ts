import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes of booklets: only keyed hashes are kept, for a function that follows them and nobody else. */
export class BookletCodes1795392021000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.booklet_code (
        hash bytea not null,
        booklet_id uuid not null,
        kind text not null,
        issued_at timestamptz not null default now(),
        issued_by text not null,
        revoked_at timestamptz,
        revoked_because text,
        constraint booklet_code_pk primary key (hash)
      )
    `);
    await runner.query(`
      alter table core.booklet_code add constraint booklet_code_booklet_fk foreign key (booklet_id) references core.booklet(id)
    `);
    await runner.query(`create index booklet_code_by_booklet on core.booklet_code (booklet_id)`);
    await runner.query(`alter table core.booklet_code enable row level security`);
    await runner.query(`alter table core.booklet_code force row level security`);
    await runner.query(`create policy owner_all on core.booklet_code to current_user using (true) with check (true)`);
    await runner.query(`create policy geleit_select on core.booklet_code for select to geleit_app using (false)`);
    await this.issuing(runner);
    await this.ending(runner);
  }

  private async issuing(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.add_booklet_codes(booklet uuid, token bytea, short_code bytea) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if core.setting('role') not in ('counsellor', 'case-manager') or not exists (select from core.booklet b
            where b.id = booklet and b.institution = core.setting('institution') and b.status = 'ISSUED') then
          raise exception 'geleit: booklet_codes_by_issuer'
            using errcode = '23514', constraint = 'booklet_codes_by_issuer', table = 'booklet_code', schema = 'core';
        end if;
        update core.booklet_code c set revoked_at = now(), revoked_because = 'REPLACED'
          where c.booklet_id = booklet and c.revoked_at is null;
        insert into core.booklet_code (hash, booklet_id, kind, issued_by)
          values (token, booklet, 'TOKEN', core.setting('actor')), (short_code, booklet, 'SHORT_CODE', core.setting('actor'));
      end $$
    `);
    await runner.query('revoke all on function core.add_booklet_codes(uuid, bytea, bytea) from public');
    await runner.query('grant execute on function core.add_booklet_codes(uuid, bytea, bytea) to geleit_app');
  }

  private async ending(runner: QueryRunner): Promise<void> {
    // However a booklet ends, also by an import or by a correction, its codes stop at that moment.
    await runner.query(`
      create function core.booklet_ended() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        update core.booklet_code c set revoked_at = now(), revoked_because = new.status
          where c.booklet_id = new.id and c.revoked_at is null;
        return null;
      end $$
    `);
    await runner.query(`revoke all on function core.booklet_ended() from public`);
    await runner.query(`
      create trigger booklet_ended after update of status on core.booklet
        for each row when (new.status <> 'ISSUED') execute function core.booklet_ended()
    `);
    await runner.query(`
      create function core.report_booklet_lost(booklet uuid) returns setof core.booklet
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        -- The person alone, whose booklet it is; the institution that issued it changes its record itself.
        perform set_config('geleit.moving', 'on', true);
        return query update core.booklet b set status = 'LOST', version = b.version + 1, updated_at = now()
          where b.id = report_booklet_lost.booklet and b.status = 'ISSUED'
            and b.person_id = nullif(core.setting('person'), '-')::uuid
          returning b.*;
        perform set_config('geleit.moving', 'off', true);
      end $$
    `);
    await runner.query('revoke all on function core.report_booklet_lost(uuid) from public');
    await runner.query('grant execute on function core.report_booklet_lost(uuid) to geleit_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.report_booklet_lost(uuid)');
    await runner.query('drop function core.booklet_ended() cascade');
    await runner.query('drop function core.add_booklet_codes(uuid, bytea, bytea)');
    await runner.query('drop table core.booklet_code');
  }
}
