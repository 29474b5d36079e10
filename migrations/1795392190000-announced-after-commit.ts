import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was written is kept here until the hub announces it; see `core.announce_committed`. */
const KEEP = `insert into core.announcement (message) values (message)`;

/** Ids alone: whoever may connect can listen. For what is too long for a notification everybody reads again. */
const NOTIFY = `pg_notify('geleit', case when octet_length(message) < 7900 then message else '{}' end)`;

/**
 * Announces changes after they are committed instead of with them: who notifies in a transaction makes all others that do
 * wait until its commit has reached the disk, so consents were given and withdrawn one after the other. Nothing is lost in
 * between: what is announced is removed in the same transaction, and if PostgreSQL itself breaks down, which empties an
 * unlogged table, every hub that listens tells its subscribers to read again.
 */
export class AnnouncedAfterCommit1795392190000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create unlogged table core.announcement (
        id bigserial,
        message text not null,
        constraint announcement_pk primary key (id)
      )
    `);
    await runner.query(`alter table core.announcement enable row level security`);
    await runner.query(`alter table core.announcement force row level security`);
    await runner.query(`create policy geleit_none on core.announcement for select to geleit_app using (false)`);
    await runner.query(`create policy owner_all on core.announcement to current_user using (true) with check (true)`);
    await replaceAnnounce(runner, KEEP);
    await runner.query(`
      create function core.announce_committed() returns integer
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        announced integer;
      begin
        -- Of several processes one does it, so that the announcements stay in order; a great many go in portions.
        if not pg_try_advisory_xact_lock(hashtext('geleit.announcements')) then return 0; end if;
        with taken as (
          delete from core.announcement a where a.id in (select n.id from core.announcement n order by n.id limit 10000)
          returning a.id, a.message
        )
        select count(${NOTIFY}) into announced from (select t.message from taken t order by t.id) t;
        return announced;
      end $$
    `);
    await runner.query('revoke all on function core.announce_committed() from public');
    await runner.query('grant execute on function core.announce_committed() to geleit_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.announce_committed()');
    await replaceAnnounce(runner, `perform ${NOTIFY}`);
    await runner.query('drop table core.announcement');
  }
}

async function replaceAnnounce(runner: QueryRunner, how: string): Promise<void> {
  await runner.query(`
    create or replace function core.announce(kind text, id uuid, version integer, person uuid, institutions text[]) returns void
    language plpgsql volatile set search_path = pg_catalog as $$
    declare
      message text := json_build_object('kind', kind, 'id', id, 'version', version, 'person', person,
        'institutions', array_remove(institutions, null))::text;
    begin
      ${how};
    end $$
  `);
}
