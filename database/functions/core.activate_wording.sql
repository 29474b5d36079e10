-- Puts a reviewed wording in force. Consent must be informed (Art. 4(11) and 7 GDPR), so a material change ends the
-- consents that rest on an older wording; only a data protection officer may do it.
create or replace function core.activate_wording(of_purpose text, of_version integer) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  house text := core.setting('institution');
  binding core.consent_text;
  shrunk integer;
begin
  if core.setting('role') <> 'data-protection-officer' or house in ('-', 'immigration-authority') then
    raise exception 'geleit: no entitled role' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtext('geleit.wording ' || of_purpose));
  select * into binding from core.consent_text
    where purpose = of_purpose and version = of_version and language = 'de';
  -- NULL: there is nothing that could be activated.
  if binding.id is null or binding.reviewed_at is null or binding.state = 'RETIRED' or exists (select
      from core.consent_text t where t.purpose = of_purpose and t.state = 'ACTIVE' and t.version > of_version) then
    return null;
  end if;
  -- Of an active version only further translations can be activated: consents rest on it already.
  with changed as (update core.consent c set
      purposes = case when cardinality(c.purposes) > 1 then array_remove(c.purposes, of_purpose) else c.purposes end,
      state = case when cardinality(c.purposes) > 1 then c.state else 'REVOKED' end,
      ended_at = case when cardinality(c.purposes) > 1 then c.ended_at else now() end,
      end_reason = case when cardinality(c.purposes) > 1 then c.end_reason else 'NEW_WORDING' end,
      version = c.version + 1, updated_at = now()
    where binding.state = 'DRAFT' and of_purpose = any(c.purposes) and c.state in ('GIVEN', 'RENEWED')
      and c.valid_until > now() and not core.outlives_wording(c, binding)
    returning house in (c.captured_by, c.requested_by) or house = any(c.recipients) as is_own)
  -- A number of consents between others is none of the officer's.
  select count(*) filter (where is_own) into shrunk from changed;
  update core.consent_text set state = 'RETIRED', retired_at = now()
    where purpose = of_purpose and version < of_version and state <> 'RETIRED' and reviewed_at is not null;
  update core.consent_text set state = 'ACTIVE', activated_at = now()
    where purpose = of_purpose and version = of_version and state = 'DRAFT' and reviewed_at is not null
      and (language = 'de' or binding_hash = binding.hash);
  return shrunk;
end
$$;

grant execute on function core.activate_wording(text,integer) to geleit_app;
