import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Seals the access log by the numbers of its entries, which a dump carries along, and no more by transaction ids, which
 * begin anew in the cluster that it is restored into.
 */
export class SealByNumber1795392037000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table core.access_seal add column from_id bigint, add column until_id bigint, add column cut jsonb
    `);
    await runner.query(`create index access_seal_by_until_id on core.access_seal (until_id)`);
    // The one range that is to be sealed next, and who was writing when its end was read.
    await runner.query(`
      create table core.access_horizon (
        is_only boolean not null default true,
        until_id bigint not null,
        writers text array not null,
        constraint access_horizon_pk primary key (is_only)
      )
    `);
    await runner.query(`alter table core.access_horizon enable row level security`);
    await runner.query(`alter table core.access_horizon force row level security`);
    await runner.query(`create policy geleit_select on core.access_horizon for select to geleit_app using (false)`);
    await runner.query(`create policy owner_all on core.access_horizon to current_user using (true) with check (true)`);
    await runner.query(`
      create function core.access_writers() returns text[] language sql volatile set search_path = pg_catalog as $$
        -- Whoever inserts an entry holds this lock from before the entry gets its number until the transaction is over.
        select coalesce(array_agg(distinct l.virtualtransaction), '{}') from pg_locks l
        where l.locktype = 'relation' and l.relation = 'core.access_entry'::regclass and l.granted
          and l.database = (select d.oid from pg_database d where d.datname = current_database())
          and l.mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
      $$
    `);
    await runner.query(`revoke all on function core.access_writers() from public`);
    await runner.query(`
      create or replace function core.seal_access_log() returns bigint
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        last core.access_seal;
        pending core.access_horizon;
        upto bigint;
        latest bigint;
        writing text[];
        ids bigint[];
        hashes bytea[];
        before bytea;
      begin
        -- One sealer at a time; readers and writers of the log never wait for it.
        if not pg_try_advisory_xact_lock(hashtext('geleit.access_seal')) then return 0; end if;
        -- A range is complete when everybody is gone who was writing when its end was read: whoever came later got a
        -- higher number. In another cluster nobody of them is there any more.
        select * into pending from core.access_horizon;
        if pending.until_id is not null then
          if core.access_writers() && pending.writers then return 0; end if;
          upto := pending.until_id;
          delete from core.access_horizon;
        end if;
        select case when s.is_called then s.last_value else 0 end into latest from core.access_entry_id_seq s;
        writing := core.access_writers();
        if writing = '{}' then upto := latest;
        elsif latest > coalesce(upto, 0) then insert into core.access_horizon (until_id, writers) values (latest, writing);
        end if;
        if upto is null then return 0; end if;
        select * into last from core.access_seal order by seq desc limit 1;
        -- Links that were made before reach up to a transaction; the first of the new kind begins where they end.
        select array_agg(e.id order by e.id), array_agg(core.access_entry_hash(e) order by e.id) into ids, hashes
          from core.access_entry e where e.id > coalesce(last.until_id, 0) and e.id <= upto
            and e.tx >= case when last.until_id is null then coalesce(last.until_tx, 0) else 0 end;
        if ids is null then return 0; end if;
        before := coalesce(last.hash, sha256('geleit'::bytea));
        insert into core.access_seal (seq, from_tx, until_tx, from_id, until_id, entry_ids, entry_hashes, previous_hash, hash)
          select coalesce(last.seq, 0) + 1, t.tx, t.tx, coalesce(last.until_id, 0), upto, ids, hashes, before,
            sha256(before || convert_to(array_to_string(ids, ','), 'UTF8') ||
              (select string_agg(h, ''::bytea order by n) from unnest(hashes) with ordinality as u(h, n)))
          from (select case when last.until_id is null then coalesce(last.until_tx, 0) else 0 end as tx) t;
        return cardinality(ids);
      end $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function core.seal_access_log() returns bigint
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        last core.access_seal;
        until_tx bigint := (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint;
        ids bigint[];
        hashes bytea[];
        before bytea;
      begin
        -- One sealer at a time; readers and writers of the log never wait for it.
        if not pg_try_advisory_xact_lock(hashtext('geleit.access_seal')) then return 0; end if;
        select * into last from core.access_seal order by seq desc limit 1;
        select array_agg(e.id order by e.id), array_agg(core.access_entry_hash(e) order by e.id) into ids, hashes
          from core.access_entry e where e.tx >= coalesce(last.until_tx, 0) and e.tx < until_tx;
        if ids is null then return 0; end if;
        before := coalesce(last.hash, sha256('geleit'::bytea));
        insert into core.access_seal (seq, from_tx, until_tx, entry_ids, entry_hashes, previous_hash, hash)
          values (coalesce(last.seq, 0) + 1, coalesce(last.until_tx, 0), until_tx, ids, hashes, before,
            sha256(before || convert_to(array_to_string(ids, ','), 'UTF8') ||
              (select string_agg(h, ''::bytea order by n) from unnest(hashes) with ordinality as t(h, n))));
        return cardinality(ids);
      end $$
    `);
    await runner.query('drop function core.access_writers()');
    await runner.query('drop table core.access_horizon');
    await runner.query('drop index core.access_seal_by_until_id');
    await runner.query('alter table core.access_seal drop column from_id, drop column until_id, drop column cut');
  }
}
