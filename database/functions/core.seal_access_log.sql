-- Seals entries of the access log into a chain of hashes, so that none can be changed or taken out unseen (Art. 5(2)
-- GDPR). Neither readers nor writers of the log wait for it.
create or replace function core.seal_access_log() returns bigint language plpgsql security definer
set search_path = pg_catalog as $$
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
  select array_agg(e.id order by e.id), array_agg(e.hash order by e.id) into ids, hashes
    from (select a.id, core.access_entry_hash(a) as hash
      from core.access_entry a where a.id > coalesce(last.until_id, 0) and a.id <= upto
        and a.tx >= case when last.until_id is null then coalesce(last.until_tx, 0) else 0 end offset 0) e;
  if ids is null then return 0; end if;
  before := coalesce(last.hash, sha256('geleit'::bytea));
  insert into core.access_seal (seq, from_tx, until_tx, from_id, until_id, entry_ids, entry_hashes, previous_hash,
    content_hash, hash)
    select coalesce(last.seq, 0) + 1, t.tx, t.tx, coalesce(last.until_id, 0), upto, ids, hashes, before,
      c.content, sha256(before || '\x02'::bytea || c.content)
    from (select sha256(convert_to(array_to_string(ids, ','), 'UTF8') ||
        (select string_agg(h, ''::bytea order by n) from unnest(hashes) with ordinality as u(h, n))) as content) c,
      (select case when last.until_id is null then coalesce(last.until_tx, 0) else 0 end as tx) t;
  return cardinality(ids);
end
$$;

grant execute on function core.seal_access_log() to geleit_app;
