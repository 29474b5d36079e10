-- At a split nobody is answered about records of the other person; a request of which nobody can tell whose it is
-- ends.
create or replace function core.split_requests(done core.person_move) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  -- Nobody is answered about records of the other one; what was restricted stays so until whoever wrote it lifts it.
  update core.rights_request r set state = 'WITHDRAWN', version = r.version + 1
    where r.person_id = done.to_person and r.record_id is not null
      and (r.state in ('OPEN', 'IN_PROGRESS') or (r.kind = 'DISPUTE' and r.state = 'REFUSED'))
      and core.is_former(core.sides_of('core.rights_request', r.id, r.person_id), done)
        is distinct from core.is_former(core.sides_of(r.record_table, r.record_id, r.person_id), done);
  -- Whose request nobody can tell is nobody's to answer.
  update core.rights_request r set state = 'WITHDRAWN', version = r.version + 1
    where r.person_id = done.to_person and r.state in ('OPEN', 'IN_PROGRESS')
      and core.is_former(core.sides_of('core.rights_request', r.id, r.person_id), done) is null;
end
$$;
