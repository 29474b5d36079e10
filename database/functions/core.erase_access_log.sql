-- Erases months of the access log that are older than two years (Art. 5(1)(e) GDPR). What goes is noted in the chain
-- of seals first, so that what stays can still be proved complete.
create or replace function core.erase_access_log(until timestamp with time zone default null::timestamp with time zone)
returns integer language plpgsql security definer set search_path = pg_catalog set lock_timeout = '2s' as $$
declare
  latest timestamptz := now() - interval '2 years';
  part record;
  last core.access_seal;
  anchor core.access_seal;
  ids int8multirange;
  entries bigint;
  description jsonb;
  months integer := 0;
  gone int8multirange;
  collapsed int8multirange;
begin
  if until > latest then
    raise exception 'geleit: the access log is kept for two years' using errcode = '42501';
  end if;
  if until is not null and not pg_has_role(session_user,
      (select c.relowner from pg_class c where c.oid = 'core.access_entry'::regclass), 'USAGE') then
    raise exception 'geleit: only the operator says until when the access log is erased' using errcode = '42501';
  end if;
  -- The sealer and this function add to the same chain.
  if not pg_try_advisory_xact_lock(hashtext('geleit.access_seal')) then return 0; end if;
  for part in
    select m.name as relname, m.begins, m.ends from core.access_log_months() m order by m.ends
  loop
    continue when part.ends is null or part.ends > coalesce(until, latest);
    -- Of itself the hub erases one month at a time, and only what the log has outlived: a clock alone proves nothing.
    exit when until is null and months > 0;
    continue when until is null and not core.access_log_lived(part.ends);
    select * into last from core.access_seal order by seq desc limit 1;
    -- What is not sealed could not be proved afterwards: it waits for the sealer.
    continue when exists (select from core.access_entry e
      where e.at >= part.begins and e.at < part.ends and e.id > coalesce(last.until_id, 0));
    select range_agg(int8range(e.id, e.id, '[]')), count(*) into ids, entries
      from core.access_entry e where e.at >= part.begins and e.at < part.ends;
    if entries > 0 then
      select * into anchor from core.access_seal s where s.until_id >= upper(ids) - 1
        and s.cut is null order by s.seq limit 1;
      -- Links of which nothing is left, neither of this month nor of one before.
      gone := ids + coalesce((select range_agg((s.cut->>'ids')::int8multirange) from core.access_seal s
        where s.cut is not null), '{}');
      select coalesce(range_agg(int8range(s.seq, s.seq, '[]')), '{}') into collapsed from core.access_seal s
        where s.until_id between lower(ids) and anchor.until_id and s.cut is null and s.content_hash is not null
          and s.entry_ids <> '{}' and not exists (select from unnest(s.entry_ids) i where not i <@ gone);
      description := jsonb_build_object('collapsed', collapsed::text, 'month', coalesce(substring(part.relname
        from '\d{4}_\d{2}'), to_char(part.begins at time zone 'UTC', 'YYYY_MM')), 'from', part.begins, 'until',
        part.ends,
        'entries', entries, 'ids', ids::text, 'link', anchor.seq, 'head', encode(anchor.hash, 'hex'));
      insert into core.access_seal (seq, from_tx, until_tx, from_id, until_id, entry_ids, entry_hashes,
        previous_hash, cut, hash)
        values (last.seq + 1, 0, 0, last.until_id, last.until_id, '{}', '{}', last.hash, description,
          sha256(last.hash || convert_to(description::text, 'UTF8')));
      update core.access_seal s set entry_ids = '{}', entry_hashes = '{}'
        where s.seq between lower(collapsed) and upper(collapsed) - 1 and s.seq <@ collapsed;
    end if;
    execute format('drop table core.%I', part.relname);
    months := months + 1;
  end loop;
  return months;
end
$$;

grant execute on function core.erase_access_log(timestamp with time zone) to geleit_app;
