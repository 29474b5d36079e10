-- A repeated request finds only keys of the same institution, caller and person.
create policy geleit_select on core.idempotency_key for select to geleit_app
  using (
    institution = (select current_setting('geleit.institution'))
    and caller = (select current_setting('geleit.actor') || ' ' || core.setting('person'))
  );
