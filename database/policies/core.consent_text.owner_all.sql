-- Only core.activate_wording puts wordings in force or retires them; `geleit migrate` loads those of the
-- installation.
create policy owner_all on core.consent_text to current_user using (true) with check (true);
