-- Wordings are public to every request with a context: a person has to read what they consent to (Art. 7(2) GDPR).
create policy geleit_select on core.consent_text for select to geleit_app
  using ((select core.setting('role')) is not null);
