-- Gives a booklet new codes and revokes those before. Only counsellors and case managers of the institution that
-- issued the booklet may do it; codes are kept as hashes only.
create or replace function core.add_booklet_codes(booklet uuid, token bytea, short_code bytea) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if core.setting('role') not in ('counsellor', 'case-manager') or not exists (select from core.booklet b
      where b.id = booklet and b.institution = core.setting('institution') and b.status = 'ISSUED') then
    raise exception 'geleit: booklet_codes_by_issuer'
      using errcode = '23514', constraint = 'booklet_codes_by_issuer', table = 'booklet_code', schema = 'core';
  end if;
  update core.booklet_code c set revoked_at = now(), revoked_because = 'REPLACED'
    where c.booklet_id = booklet and c.revoked_at is null;
  insert into core.booklet_code (hash, booklet_id, kind, issued_by)
    values (token, booklet, 'TOKEN', core.setting('actor')), (short_code, booklet, 'SHORT_CODE', core.setting('actor'));
end
$$;

grant execute on function core.add_booklet_codes(uuid,bytea,bytea) to geleit_app;
