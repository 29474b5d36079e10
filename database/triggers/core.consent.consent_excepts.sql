-- A new consent with exceptions takes away what others gave: holders get their tasks.
create or replace trigger consent_excepts after insert on core.consent for each row
  when (new.exceptions <> '[]'::jsonb) execute function core.consent_withdrawn();
