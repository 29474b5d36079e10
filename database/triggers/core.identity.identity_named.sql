-- A person is registered with at least one name.
create or replace trigger identity_named before insert or update of given_name, family_name on core.identity
  for each row when (new.given_name is null and new.family_name is null) execute function core.refuse_nameless();
