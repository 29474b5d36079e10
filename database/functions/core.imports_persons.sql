-- Whether the caller is an import of persons that is under way for the own institution.
create or replace function core.imports_persons() returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from core.import_run r where r.institution = core.setting('institution')
    and r.kind = 'persons' and r.finished_at is null and core.setting('actor') = 'import:' || r.id)
$$;
