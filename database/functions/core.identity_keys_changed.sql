-- Keeps the matcher's keys of an identity and has the person compared anew. Rows without sounds are taken in by
-- "geleit duplicates find --all".
create or replace function core.identity_keys_changed() returns trigger language plpgsql security definer
set search_path = pg_catalog as $$
begin
  if tg_op = 'DELETE' then
    delete from core.match_key k where k.source_id = old.id;
    insert into core.match_task (person_id) values (old.person_id);
    return null;
  end if;
  if tg_op = 'UPDATE' then
    if (new.given_sounds, new.family_sounds, new.birth_date, new.person_id)
        is not distinct from (old.given_sounds, old.family_sounds, old.birth_date, old.person_id) then
      return null;
    end if;
    delete from core.match_key k where k.source_id = new.id;
  end if;
  -- Rows of before are taken in by 'geleit duplicates find --all'.
  if new.given_name is not null and new.given_sounds is null or new.family_name is not null
    and new.family_sounds is null then
    return null;
  end if;
  insert into core.match_key (key, source_id, person_id)
    select key, new.id, new.person_id
      from core.identity_keys(coalesce(new.given_sounds, ''), coalesce(new.family_sounds, ''), new.birth_date) key;
  insert into core.match_task (person_id) values (new.person_id);
  if tg_op = 'UPDATE' and new.person_id <> old.person_id then
    insert into core.match_task (person_id) values (old.person_id);
  end if;
  return null;
end
$$;
