-- Answers a request for erasure (Art. 17 GDPR) for one institution: erases records, or restricts those that a law
-- keeps (Art. 18, section 84(3) SGB X), and remembers that later imports must not bring them back.
create or replace function core.erase_records(request uuid, erased text[], restricted text[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  asked core.rights_request := core.erasable_request(request);
  person uuid;
  name text;
  files text[] := '{}';
  ids uuid[];
begin
  -- An import that is writing is waited for, and the next rows of it find what was erased.
  perform pg_advisory_xact_lock(hashtext('geleit.erasure'), hashtext(asked.institution));
  foreach person in array core.merged_ids(asked.person_id) loop
    perform set_config('geleit.marked_person', person::text, true);
    files := files || array(select l.file_number from core.person_link l
      where l.person_id = person and l.institution = asked.institution);
  end loop;
  foreach person in array core.merged_ids(asked.person_id) loop
    perform set_config('geleit.marked_person', person::text, true);
    foreach name in array erased || restricted loop
      execute
        format('select array_agg(t.id) from %s t where t.person_id = $1 and coalesce(to_jsonb(t)->>''institution'', %L) = $2',
        core.record_table(name), replace(split_part(name, '.', 1), '_', '-')) into ids using person, asked.institution;
      if name = any(restricted) then
        execute format('update %s set restricted_at = now() where id = any($1) and restricted_at is null',
          core.record_table(name)) using ids;
      else
        perform core.mark_erased(asked.institution, person, name, files);
        execute format('delete from %s where id = any($1)', core.record_table(name)) using ids;
        delete from core.idempotency_key k where k.record_id = any(ids);
        -- What was proposed for, or noted about, an erased value goes with it.
        update core.rights_request_content c set words = null, proposed_value = null
          from core.rights_request r where r.id = c.request_id and r.record_id = any(ids);
      end if;
    end loop;
  end loop;
  perform set_config('geleit.marked_person', '', true);
end
$$;

grant execute on function core.erase_records(uuid,text[],text[]) to geleit_app;
