-- The end that was agreed is worked out from age and period; what a caller writes there is dropped. Fires before
-- consent_keeps_rules, by its name.
create or replace trigger consent_end_agreed before insert or update of valid_until, agreed_until on core.consent
  for each row execute function core.consent_end_agreed();
