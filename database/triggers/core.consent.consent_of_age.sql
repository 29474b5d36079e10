-- Whoever gives a consent may do so at this age (sections 2, 1629 BGB, 36 SGB I). Fires after consent_keeps_rules, by
-- its name.
create or replace trigger consent_of_age before insert or update on core.consent
  for each row execute function core.consent_of_age();
