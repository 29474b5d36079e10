-- With a booklet that is erased go the requests for links that came by it.
create or replace function core.booklet_erased() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update core.link l set state = 'CANCELLED', ended_at = now() where l.booklet_id = old.id and l.state = 'PENDING';
  return null;
end
$$;
