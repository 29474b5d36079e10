-- A key of a repeated request is stored under the own institution, caller and person.
create policy geleit_insert on core.idempotency_key for insert to geleit_app
  with check (
    institution = (select current_setting('geleit.institution'))
    and caller = (select current_setting('geleit.actor') || ' ' || core.setting('person'))
  );
