-- What an institution keeps about the person who asks for erasure, and how recent it is, so that the answer covers
-- all of it (Art. 17 GDPR). Counts only.
create or replace function core.erasure_inventory(request uuid, tables text[])
returns table (name text, records integer, newest timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  asked core.rights_request := core.erasable_request(request);
  person uuid;
begin
  foreach name in array tables loop
    records := 0;
    newest := null;
    foreach person in array core.merged_ids(asked.person_id) loop
      perform set_config('geleit.marked_person', person::text, true);
      execute format('select $3 + count(*), greatest($4, max(t.updated_at)) from %s t
          where t.person_id = $1 and coalesce(to_jsonb(t)->>''institution'', %L) = $2',
          core.record_table(name), replace(split_part(name, '.', 1), '_', '-'))
        into records, newest using person, asked.institution, records, newest;
    end loop;
    return next;
  end loop;
  perform set_config('geleit.marked_person', '', true);
end
$$;

grant execute on function core.erasure_inventory(uuid,text[]) to geleit_app;
