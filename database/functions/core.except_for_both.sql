-- After a split nobody can tell whose consent this was: its exceptions then protect both, because a denial is never
-- lost.
create or replace function core.except_for_both(consent core.consent, done core.person_move) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  perform set_config('geleit.named_person', done.from_person::text, true);
  insert into core.consent (person_id, state, recipients, categories, purposes, exceptions, given_at, valid_from,
      valid_until, ended_at, end_reason, captured_by, channel, language, given_by, guardian, text_ids)
    select done.to_person, 'INVALIDATED', '{}', c.categories, c.purposes, c.exceptions, c.given_at, c.excepts_from,
      greatest(c.valid_until, c.excepts_from), now(), 'SPLIT', c.captured_by,
      case c.channel when 'PAPER' then 'ASSISTED' else c.channel end, c.language, c.given_by, c.guardian, '{}'
    from core.consent c where c.id = consent.id and c.exceptions <> '[]'::jsonb and c.excepts_from is not null;
  perform set_config('geleit.named_person', '', true);
end
$$;
