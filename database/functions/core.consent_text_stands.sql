-- A wording that was reviewed never changes: consents rest on its exact text (Art. 7(1) GDPR).
create or replace function core.consent_text_stands() returns trigger language plpgsql
  set search_path = pg_catalog as $$
    begin
      if old.reviewed_at is not null
        and (new.purpose, new.language, new.version, new.change, new.title, new.body, new.if_refused, new.rights,
        new.hash, new.binding_hash, new.author,
new.author_institution, new.reviewed_by, new.reviewed_at, new.reviewed_institution) is distinct
  from (old.purpose, old.language, old.version, old.change, old.title, old.body, old.if_refused, old.rights,
  old.hash, old.binding_hash, old.author,
old.author_institution, old.reviewed_by, old.reviewed_at, old.reviewed_institution) then
        raise exception 'geleit: consent_text_stands' using errcode = '23514', constraint = 'consent_text_stands';
      end if;
      return new;
    end
$$;
