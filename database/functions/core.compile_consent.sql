-- Compiles a consent into the rows by which PostgreSQL and the guard decide: what it permits, minus what the person
-- has withdrawn or excepted in any consent. Two permits are never put together.
create or replace function core.compile_consent(consent core.consent) returns void language plpgsql
set search_path = pg_catalog as $$
begin
  delete from core.consent_grant g where g.consent_id = consent.id;
  if core.lives(consent) then
    -- A permit minus the exceptions that the person has made; two permits are never put together.
    insert into core.consent_grant (person_id, recipient, purpose, category, consent_id, consent_version,
        valid_from, valid_until, agreed_until, data_from, data_until, secrecy_released, released, released_by)
      select consent.person_id, recipient, purpose, category, consent.id, consent.version, lower(permitted),
        upper(permitted),
        case when upper(permitted) = consent.valid_until then consent.agreed_until end,
        consent.data_from, consent.data_until, consent.secrecy_release,
        -- The person hands over what anybody wrote; an institution transfers what it wrote itself.
        exists (select from core.transfer t where t.consent_id = consent.id and t.recipient = cell.recipient
          and t.institution is null and cell.category = any(t.categories)),
        array(select distinct t.institution from core.transfer t where t.consent_id = consent.id
          and t.recipient = cell.recipient and t.institution is not null
            and cell.category = any(t.categories) order by 1)
      from (select distinct r, p, c from unnest(consent.recipients) r, unnest(consent.purposes) p,
          unnest(consent.categories) c where not core.excepts(consent.withdrawn, r, c, p)) as cell(recipient,
            purpose, category)
        cross join lateral unnest(tstzmultirange(tstzrange(consent.valid_from, consent.valid_until)) - coalesce((
          select range_agg(tstzrange(other.excepts_from, null)) from core.consent other
          where other.person_id = consent.person_id and other.exceptions <> '[]'::jsonb
            and other.excepts_from is not null
            and core.excepts(other.exceptions, recipient, category, purpose)
        ), '{}')) permitted;
  elsif consent.state in ('WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED') then
    -- What has ended keeps its rows, so that the reason of a denial can be told.
    insert into core.consent_grant (person_id, recipient, purpose, category, consent_id, consent_version,
        valid_from, valid_until, ended, data_from, data_until, released, secrecy_released)
      select distinct consent.person_id, recipient, purpose, category, consent.id, consent.version,
        consent.valid_from, consent.valid_until,
        consent.state, consent.data_from, consent.data_until, false, consent.secrecy_release
      from unnest(consent.recipients) recipient, unnest(consent.purposes) purpose, unnest(consent.categories) category
      where not core.excepts(consent.withdrawn, recipient, category, purpose);
  end if;
end
$$;
