-- The immigration authority neither makes a request nor is asked: it keeps nothing here.
create policy geleit_excluded_asked on core.rights_request as restrictive for insert to geleit_app
  with check (
    (select current_setting('geleit.institution') <> 'immigration-authority')
    and institution <> 'immigration-authority'
  );
