-- Which consents outlive a new wording: all outlive an editorial change; a material one ends those that rest on an
-- older version (Art. 4(11) GDPR: informed).
create or replace function core.outlives_wording(consent core.consent, wording core.consent_text) returns boolean
language sql stable set search_path = pg_catalog as $$
  select wording.change = 'EDITORIAL' or not exists (select from core.consent_text t
    where t.id = any(consent.text_ids) and t.purpose = wording.purpose and t.version < wording.version)
$$;

grant execute on function core.outlives_wording(core.consent,core.consent_text) to geleit_app;
