-- When a consent runs out, or the day comes until which data may be kept, its holders get the same tasks as after a
-- withdrawal of all of it (Art. 17(1) GDPR).
create or replace function core.add_end_tasks(consent core.consent, why text) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  ended core.consent := consent;
begin
  ended.state := 'EXPIRED';
  perform core.add_withdrawal_tasks(consent, ended, why);
end
$$;
