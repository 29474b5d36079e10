-- Drafts of wordings are written in the own name, by data protection officers and administrators, never of the
-- immigration authority.
create policy geleit_insert on core.consent_text for insert to geleit_app
  with check (
    (select core.setting('role')) in ('data-protection-officer', 'administrator')
    and author = (select current_setting('geleit.actor'))
    and author_institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.institution')) not in ('-', 'immigration-authority')
    and state = 'DRAFT'
    and reviewed_at is null
  );
