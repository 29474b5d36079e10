-- What waits to become a consent, a form to be compared or the yes of the first of two, ends like a consent when a
-- material change of wording comes (Art. 4(11) and 7(2) GDPR).
create or replace function core.consent_text_outlived() returns trigger language plpgsql
  set search_path = pg_catalog as $$
begin
  -- Whoever activates a wording at this moment is not waited for.
  if not (select bool_and(pg_try_advisory_xact_lock_shared(hashtext('geleit.wording ' || purpose)))
        from unnest(new.purposes) purpose)
      or exists (select from core.consent_text t join core.consent_text n on n.purpose = t.purpose
        and n.version > t.version
        where t.id = any(old.text_ids) and t.purpose = any(new.purposes)
          and n.language = 'de' and n.change <> 'EDITORIAL' and n.activated_at is not null) then
    raise exception 'geleit: consent_text_in_force' using errcode = '23514', constraint = 'consent_text_in_force';
  end if;
  return new;
end
$$;
