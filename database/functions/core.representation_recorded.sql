-- A representation is of a minor by somebody else and ends when they come of age (sections 2, 1629 BGB); where no
-- birth day is known, none is recorded. A person of another institution looks like nobody.
create or replace function core.representation_recorded() returns trigger language plpgsql as $$
declare
  comes_of_age timestamptz;
begin
  -- Triggers run before row level security: a person of somebody else must look like nobody.
  if current_user = 'geleit_app' and not exists (select from core.person_link l
      where l.person_id = new.person_id and l.institution = current_setting('geleit.institution')) then
    raise exception 'geleit: no such person'
      using errcode = '23503', constraint = 'representation_person_fk', table = 'representation', schema = 'core';
  end if;
  -- Of a minor alone, and until they come of age (section 2 BGB); unknown means no.
  select core.birthday(b.earliest, 18)::timestamp at time zone 'Europe/Berlin' into comes_of_age
    from core.readable_birth_days(new.person_id) b;
  new.valid_until := least(new.valid_until, comes_of_age);
  if coalesce(comes_of_age <= now(), true) or new.valid_until <= now() or new.guardian = new.person_id then
    raise exception 'geleit: representation_of_minor'
      using errcode = '23514', constraint = 'representation_of_minor', table = 'representation', schema = 'core';
  end if;
  return new;
end
$$;
