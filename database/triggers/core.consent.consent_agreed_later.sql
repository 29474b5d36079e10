-- The same for later versions, and only where giving or agreeing changes: a withdrawal is not held up by it.
create or replace trigger consent_agreed_later before update on core.consent for each row
  when (new.state in ('GIVEN', 'RENEWED') or old.state = 'REQUESTED'
  or (new.agreed_by_person_at, new.agreed_by_guardian_at, new.agreed_guardian)
  is distinct from (old.agreed_by_person_at, old.agreed_by_guardian_at, old.agreed_guardian))
  execute function core.consent_agreed();
