-- An institution learns nothing from the errors of a consent about a person who is unknown to it: rules that look at
-- the age run before row level security. Runs with the caller's rights, who sees own links only.
create or replace function core.consent_about_known() returns trigger language plpgsql as $$
begin
  if current_user <> 'geleit_app' then return new; end if;
  if new.person_id is not distinct from nullif(core.setting('person'), '-')::uuid then return new; end if;
  if not exists (select from core.person_link l
        where l.person_id = new.person_id and l.institution = current_setting('geleit.institution')) then
    raise exception 'geleit: no such person'
      using errcode = '23503', constraint = 'consent_person_fk', table = 'consent', schema = 'core';
  end if;
  return new;
end
$$;
