-- A birth day that becomes known shortens consents that others gave for a minor (section 2 BGB).
create or replace trigger birth_day_recorded after insert or update of birth_date, person_id on core.identity
  for each row execute function core.birth_day_recorded();
