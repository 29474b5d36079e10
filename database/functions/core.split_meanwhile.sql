-- What came while two persons were taken for one goes back with a split to whom it belongs. What cannot be told is
-- closed: unsure means withheld.
create or replace function core.split_meanwhile(done core.person_move) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  consent core.consent;
begin
  for consent in select c.* from core.consent c where c.person_id = done.to_person order by c.id for no key update loop
    perform core.split_consent(consent, done);
  end loop;
  perform core.split_requests(done);
  -- Whose parent somebody is, a document has said about one of the two.
  update core.representation r set revoked_at = now(), revoked_by = core.setting('actor'), revoke_reason = 'SPLIT'
    where r.person_id = done.to_person and r.revoked_at is null
      and core.is_former(core.sides_of('core.representation', r.id, r.person_id), done) is distinct from false;
  -- In whose hands a booklet is, its code cannot tell.
  update core.booklet b set status = 'LOST', version = b.version + 1, updated_at = now()
    where b.person_id = done.to_person and b.status = 'ISSUED'
      and core.is_former(core.sides_of('core.booklet', b.id, b.person_id), done) is null;
  perform core.split_links(done);
end
$$;
