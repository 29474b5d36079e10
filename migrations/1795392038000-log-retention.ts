import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The access log is kept for two years, then erased by whole months, and the chain says what was erased. */
export class LogRetention1795392038000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.erase_access_log(until timestamptz default null) returns integer
      language plpgsql security definer set search_path = pg_catalog set lock_timeout = '2s' as $$
      declare
        latest timestamptz := now() - interval '2 years';
        part record;
        last core.access_seal;
        anchor core.access_seal;
        ids int8multirange;
        entries bigint;
        description jsonb;
        months integer := 0;
      begin
        if until > latest then
          raise exception 'geleit: the access log is kept for two years' using errcode = '42501';
        end if;
        -- The sealer and this function add to the same chain.
        if not pg_try_advisory_xact_lock(hashtext('geleit.access_seal')) then return 0; end if;
        for part in
          select c.relname, (regexp_match(b.bound, 'FROM \\(''([^'']+)''\\)'))[1]::timestamptz as begins,
            (regexp_match(b.bound, 'TO \\(''([^'']+)''\\)'))[1]::timestamptz as ends
          from pg_inherits i join pg_class c on c.oid = i.inhrelid
            cross join lateral (select pg_get_expr(c.relpartbound, c.oid) as bound) b
          where i.inhparent = 'core.access_entry'::regclass order by ends
        loop
          continue when part.ends is null or part.ends > coalesce(until, latest);
          select * into last from core.access_seal order by seq desc limit 1;
          -- What is not sealed could not be proved afterwards: it waits for the sealer.
          continue when exists (select from core.access_entry e
            where e.at >= part.begins and e.at < part.ends and e.id > coalesce(last.until_id, 0));
          select range_agg(int8range(e.id, e.id, '[]')), count(*) into ids, entries
            from core.access_entry e where e.at >= part.begins and e.at < part.ends;
          if entries > 0 then
            select * into anchor from core.access_seal s where s.until_id >= upper(ids) - 1 and s.cut is null order by s.seq limit 1;
            description := jsonb_build_object('month', right(part.relname, 7), 'from', part.begins, 'until', part.ends,
              'entries', entries, 'ids', ids::text, 'link', anchor.seq, 'head', encode(anchor.hash, 'hex'));
            insert into core.access_seal (seq, from_tx, until_tx, from_id, until_id, entry_ids, entry_hashes, previous_hash, cut, hash)
              values (last.seq + 1, 0, 0, last.until_id, last.until_id, '{}', '{}', last.hash, description,
                sha256(last.hash || convert_to(description::text, 'UTF8')));
          end if;
          execute format('drop table core.%I', part.relname);
          months := months + 1;
        end loop;
        return months;
      end $$
    `);
    await runner.query(`revoke all on function core.erase_access_log(timestamptz) from public`);
    await runner.query(`grant execute on function core.erase_access_log(timestamptz) to geleit_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.erase_access_log(timestamptz)');
  }
}
