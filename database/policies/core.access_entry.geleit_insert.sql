-- An entry names as caller whoever made the request, so that nobody writes an entry in another's name (Art. 5(2)
-- GDPR).
create policy geleit_insert on core.access_entry for insert to geleit_app
  with check (
    institution is not distinct from (select nullif(current_setting('geleit.institution'), '-'))
    and actor = (select current_setting('geleit.actor'))
    and role = (select current_setting('geleit.role'))
  );
