-- A new consent rests on wordings in force (Art. 7(2) GDPR).
create or replace trigger consent_text_in_force before insert on core.consent
  for each row when (new.text_ids <> '{}') execute function core.consent_text_in_force();
