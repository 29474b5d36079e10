-- A consent rests on wordings that are in force when it is given (Art. 7(2) GDPR); one that is being activated at
-- this moment makes the consent be tried again.
create or replace function core.consent_text_in_force() returns trigger language plpgsql
  set search_path = pg_catalog as $$
begin
  if not (select bool_and(pg_try_advisory_xact_lock_shared(hashtext('geleit.wording ' || purpose)))
        from unnest(new.purposes) purpose)
      or exists (select from unnest(new.text_ids) shown
        where not exists (select from core.consent_text t where t.id = shown and t.state = 'ACTIVE')) then
    raise exception 'geleit: consent_text_in_force' using errcode = '23514', constraint = 'consent_text_in_force';
  end if;
  return new;
end
$$;
