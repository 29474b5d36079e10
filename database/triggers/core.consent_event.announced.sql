-- Live subscribers hear of every step of a consent.
create or replace trigger announced after insert on core.consent_event for each row
  execute function core.announce_consent();
