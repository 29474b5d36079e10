-- Forgets after the policy's period that a record was erased (Art. 5(1)(e) GDPR), and only if the access log shows
-- that the time has really passed.
create or replace function core.forget_erased_sources() returns void
language sql security definer set search_path = pg_catalog as $$
  delete from core.erased_source e where e.erased_on <= core.today() - core.erased_remembered()
    and core.access_log_lived(date_trunc('month', now(), 'UTC') - interval '24 months')
$$;

grant execute on function core.forget_erased_sources() to geleit_app;
