-- Whoever may read a consent may read its history.
create policy geleit_select on core.consent_event for select to geleit_app
  using ((select true from core.consent c where c.id = consent_event.consent_id limit 1));
