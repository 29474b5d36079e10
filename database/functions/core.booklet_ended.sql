-- A booklet that is lost, closed or otherwise no longer issued opens nothing: its codes are revoked, and links that
-- wait for an answer are cancelled.
create or replace function core.booklet_ended() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update core.booklet_code c set revoked_at = now(), revoked_because = new.status
    where c.booklet_id = new.id and c.revoked_at is null;
  update core.link l set state = 'CANCELLED', ended_at = now() where l.booklet_id = new.id and l.state = 'PENDING';
  return null;
end
$$;
