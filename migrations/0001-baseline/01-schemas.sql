-- The houses of the institutions, and what all of them share.

create schema caritas;
create schema city;
create schema core;
create schema employment_agency;
create schema jobcenter;

grant usage on schema caritas, city, core, employment_agency, jobcenter to geleit_app;

grant select on geleit_migration to geleit_app;

-- A default of columns has to be there before their tables. Its present text is database/functions/core.current_tx.sql.
create function core.current_tx() returns bigint language sql volatile as $$
  select (pg_current_xact_id()::text)::bigint
$$;
revoke all on function core.current_tx() from public;
