-- A request or form that rests on a wording that was replaced in substance becomes no consent (Art. 7(2) GDPR).
create or replace trigger consent_text_outlived before update on core.consent for each row
  when (old.state = 'REQUESTED' and new.state in ('GIVEN', 'RENEWED') and old.text_ids <> '{}')
  execute function core.consent_text_outlived();
