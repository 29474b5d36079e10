-- What of an access log entry goes into the tamper evidence (Art. 5(2) GDPR, accountability). The order of the
-- columns is part of the hash and never changes.
create or replace function core.access_entry_hash(entry core.access_entry) returns bytea language sql stable
  parallel safe as $$
  -- Version 1 of the hash input: a JSON array of these columns in this order.
  select sha256(convert_to(json_build_array(1, entry.id, extract(epoch from entry.at)::text, entry.tx,
    entry.request_id, entry.institution, entry.actor, entry.role, entry.purpose, entry.event, entry.person_id,
    entry.fields, entry.asked, entry.permitted)::text, 'UTF8'))
$$;

grant execute on function core.access_entry_hash(core.access_entry) to geleit_app;
