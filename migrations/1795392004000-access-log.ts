import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The access log: append-only, partitioned by month, with a chain of hashes over closed ranges of entries. */
export class AccessLog1795392004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.current_tx() returns bigint language sql volatile as $$
        select (pg_current_xact_id()::text)::bigint
      $$
    `);
    await runner.query(`
      create table core.access_entry (
        id bigserial not null,
        at timestamptz not null default now(),
        tx bigint not null default core.current_tx(),
        request_id uuid not null,
        institution text,
        actor text not null,
        role text not null,
        purpose text,
        event text not null,
        person_id uuid,
        fields text array not null,
        asked text array not null,
        permitted jsonb not null,
        constraint "PK_730d8c01292655f383a1e10621c" primary key (id, at)
      ) partition by range (at)
    `);
    await runner.query(`create index access_entry_by_person on core.access_entry (person_id, at)`);
    await runner.query(`
      create table core.access_seal (
        seq bigint not null,
        sealed_at timestamptz not null default now(),
        from_tx bigint not null,
        until_tx bigint not null,
        entry_ids bigint array not null,
        entry_hashes bytea array not null,
        previous_hash bytea not null,
        hash bytea not null,
        constraint "PK_e2c36dfa34f844f3de4e53c546e" primary key (seq)
      )
    `);
    await runner.query(`create index access_entry_by_tx on core.access_entry using brin (tx)`);
    await runner.query(`alter table core.access_entry enable row level security`);
    await runner.query(`alter table core.access_entry force row level security`);
    await runner.query(`alter table core.access_seal enable row level security`);
    await runner.query(`alter table core.access_seal force row level security`);
    await runner.query(`grant select, insert on core.access_entry to geleit_app`);
    await runner.query(`grant usage on sequence core.access_entry_id_seq to geleit_app`);
    await runner.query(`grant select on core.access_seal to geleit_app`);
    await runner.query(`
      create policy geleit_insert on core.access_entry for insert to geleit_app with check (
        institution is not distinct from (select nullif(current_setting('geleit.institution'), '-'))
        and actor = (select current_setting('geleit.actor')) and role = (select current_setting('geleit.role'))
      )
    `);
    await runner.query(`
      create policy geleit_select on core.access_entry for select to geleit_app using (
        person_id = (select nullif(core.setting('person'), '-')::uuid)
        or (institution = (select current_setting('geleit.institution')) and (select current_setting('geleit.role') = 'data-protection-officer'))
      )
    `);
    await runner.query(`create policy geleit_select on core.access_seal for select to geleit_app using (true)`);
    await runner.query(`create policy owner_select on core.access_entry for select to current_user using (true)`);
    await runner.query(`create policy owner_all on core.access_seal to current_user using (true) with check (true)`);
    await runner.query(`
      create function core.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'geleit: % is append-only', tg_table_name using errcode = '42501';
      end $$
    `);
    await runner.query(`
      create trigger append_only before update or delete on core.access_entry
        for each row execute function core.refuse_change()
    `);
    await runner.query(`
      create trigger append_only_all before truncate on core.access_entry
        for each statement execute function core.refuse_change()
    `);
    await runner.query(`
      create trigger append_only before update or delete on core.access_seal
        for each row execute function core.refuse_change()
    `);
    await runner.query(`
      create trigger append_only_all before truncate on core.access_seal
        for each statement execute function core.refuse_change()
    `);
    await runner.query(`
      create trigger append_only before update or delete on core.consent_event
        for each row execute function core.refuse_change()
    `);
    await runner.query(`
      create trigger append_only_all before truncate on core.consent_event
        for each statement execute function core.refuse_change()
    `);
    await runner.query(`
      create function core.ensure_access_partitions(months integer) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        month date := date_trunc('month', now());
        child text;
      begin
        for step in 0..months loop
          child := 'access_entry_' || to_char(month, 'YYYY_MM');
          if to_regclass('core.' || child) is null then
            execute format('create table core.%I partition of core.access_entry for values from (%L) to (%L)',
              child, month, month + interval '1 month');
            -- Rights and policies of the parent do not hold for a child that is named directly.
            execute format('alter table core.%I enable row level security', child);
            execute format('alter table core.%I force row level security', child);
            execute format('create trigger append_only_all before truncate on core.%I
              for each statement execute function core.refuse_change()', child);
          end if;
          month := month + interval '1 month';
        end loop;
      end $$
    `);
    await runner.query(`revoke all on function core.ensure_access_partitions(integer) from public`);
    await runner.query(`grant execute on function core.ensure_access_partitions(integer) to geleit_app`);
    await runner.query(`select core.ensure_access_partitions(2)`);
    await runner.query(`
      create function core.access_entry_hash(entry core.access_entry) returns bytea language sql stable parallel safe as $$
        -- Version 1 of the hash input: a JSON array of these columns in this order.
        select sha256(convert_to(json_build_array(1, entry.id, extract(epoch from entry.at)::text, entry.tx,
          entry.request_id, entry.institution, entry.actor, entry.role, entry.purpose, entry.event, entry.person_id,
          entry.fields, entry.asked, entry.permitted)::text, 'UTF8'))
      $$
    `);
    await runner.query(`
      create function core.seal_access_log() returns bigint
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
    await runner.query(`revoke all on function core.seal_access_log() from public`);
    await runner.query(`grant execute on function core.seal_access_log() to geleit_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.seal_access_log()');
    await runner.query('drop function core.access_entry_hash(core.access_entry)');
    await runner.query('drop function core.ensure_access_partitions(integer)');
    await runner.query('drop table core.access_seal');
    await runner.query('drop table core.access_entry');
    await runner.query('drop function core.refuse_change() cascade');
    await runner.query('drop function core.current_tx()');
  }
}
