-- Person and guardian agree each in their own name (section 1629 BGB), from the first version on.
create or replace trigger consent_agreed before insert on core.consent for each row
  execute function core.consent_agreed();
