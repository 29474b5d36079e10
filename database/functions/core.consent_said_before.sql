-- What was withdrawn stays withdrawn against anything that was said before (Art. 7(3) GDPR), on paper or as the first
-- of two. What a change takes away is noted with its moment.
create or replace function core.consent_said_before() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  since jsonb;
begin
  if tg_op = 'UPDATE' then
    -- Whom it is about is found out by merges, which take back nothing.
    if new.person_id <> old.person_id then return new; end if;
    if not new.withdrawn @> old.withdrawn then new.withdrawn := old.withdrawn; end if;
    if old.state in ('GIVEN', 'RENEWED') then
      new.withdrawn := new.withdrawn
        || core.withdrawn_part(array(select unnest(old.recipients) except select unnest(new.recipients)),
          old.categories, old.purposes, now())
        || core.withdrawn_part(old.recipients, array(select unnest(old.categories) except
          select unnest(new.categories)), old.purposes, now())
        || core.withdrawn_part(old.recipients, old.categories, array(select unnest(old.purposes) except
          select unnest(new.purposes)), now());
    end if;
    if old.state in ('GIVEN', 'RENEWED') and new.consent_number is null and core.is_withdrawn(new) then
      new.state := 'WITHDRAWN';
      new.ended_at := now();
      return new;
    end if;
    if old.state in ('GIVEN', 'RENEWED') and new.given_at is not distinct from old.given_at
        and new.recipients <@ old.recipients and new.categories <@ old.categories and new.purposes <@ old.purposes then
      return new;
    end if;
  end if;
  if core.consent_said(new) < new.given_at or new.channel = 'PAPER' then
    select coalesce(jsonb_agg(distinct x), '[]') into since
      from core.consent w cross join lateral jsonb_array_elements(w.withdrawn || case when w.state = 'WITHDRAWN'
          and exists (select from core.consent_event e where e.consent_id = w.id and e.state_after = 'WITHDRAWN'
            and e.actor not like 'import:%')
        then core.withdrawn_part(w.recipients, w.categories, w.purposes, w.ended_at) else '[]' end) x
      where w.person_id = new.person_id and w.id <> new.id and (x->>'at')::timestamptz >= core.consent_said(new);
    new.withdrawn := new.withdrawn || core.withdrawn_from(new, since);
  end if;
  return new;
end
$$;
