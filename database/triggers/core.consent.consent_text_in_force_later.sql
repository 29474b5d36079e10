-- A renewal, and a consent that gets other wordings, rests on wordings in force (Art. 7(2) GDPR).
create or replace trigger consent_text_in_force_later before update on core.consent for each row
  when (new.text_ids <> '{}' and (new.text_ids is distinct from old.text_ids or new.given_at is distinct
    from old.given_at)) execute function core.consent_text_in_force();
