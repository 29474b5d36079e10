-- A caller leaves the mark of their own surname only, for today. Nobody reads marks.
create policy geleit_insert on core.staff_name_mark for insert to geleit_app
  with check (
    institution = (select current_setting('geleit.institution'))
    and actor = (select current_setting('geleit.actor'))
    and day = (now() at time zone 'Europe/Berlin')::date
  );
