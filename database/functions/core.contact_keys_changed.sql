-- Keeps the matcher's keys of a contact: the last digits of the telephone number and the e-mail address. The persons
-- are compared anew.
create or replace function core.contact_keys_changed() returns trigger language plpgsql security definer
set search_path = pg_catalog as $$
begin
  if tg_op <> 'INSERT' then
    if tg_op = 'UPDATE' and (new.phone, new.email, new.street, new.postal_code, new.person_id)
        is not distinct from (old.phone, old.email, old.street, old.postal_code, old.person_id) then
      return null;
    end if;
    delete from core.match_key k where k.source_id = old.id;
  end if;
  insert into core.match_key (key, source_id, person_id)
    select key, new.id, new.person_id from (values
      ('p:' || case when length(regexp_replace(new.phone, '\D', '', 'g')) >= 6
        then right(regexp_replace(new.phone, '\D', '', 'g'), 9) end),
      ('e:' || lower(trim(new.email)))) keys(key) where key is not null and tg_op <> 'DELETE';
  insert into core.match_task (person_id)
    select distinct k.person_id from core.match_key k where k.person_id in (old.person_id, new.person_id)
      and left(k.key, 2) not in ('p:', 'e:');
  return null;
end
$$;
