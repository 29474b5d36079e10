-- A guardian reads the words of those requests only that are shown to a guardian at all (section 203 StGB).
create policy of_shown_requests on core.rights_request_content as restrictive for all to geleit_app
  using (
    (select current_setting('geleit.role') <> 'guardian')
    or (select true from core.rights_request r where r.id = rights_request_content.request_id limit 1)
  );
