-- When an institution erases its file of a person, the link ends and forgets the file number.
create or replace function core.file_erased() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update core.link l set state = case when l.state = 'ACTIVE' then 'ENDED' else l.state end, file_number = '-',
      ended_at = coalesce(l.ended_at, now())
    where l.person_id = old.person_id and l.institution = old.institution and l.state <> 'PENDING';
  return null;
end
$$;
