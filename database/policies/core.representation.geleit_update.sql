-- A representation is revoked by the institution that recorded it, in the own name and with a reason; it is never
-- prolonged.
create policy geleit_update on core.representation for update to geleit_app
  using (
    institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role')) in ('counsellor', 'case-manager')
    and revoked_at is null
  )
  with check (
    institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role')) in ('counsellor', 'case-manager')
    and revoked_at = now()
    and revoked_by = (select current_setting('geleit.actor'))
    and revoke_reason is not null
  );
