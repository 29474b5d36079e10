-- The consents that came to an end by time alone since a moment. One that says until when data may be kept leaves
-- them there until that day (Art. 17(1), 5(1)(e) GDPR).
create or replace function core.ended_consents(since timestamptz) returns table (at timestamptz, why text,
  consent core.consent)
language sql stable set search_path = pg_catalog as $$
  -- A consent that says until when data may be kept, and ends before, leaves them there until that day.
  select c.valid_until, 'EXPIRY', c from core.consent c
    where c.state in ('GIVEN', 'RENEWED') and c.valid_until >= since and c.valid_until <= now()
      and (c.erase_by is null or ((c.erase_by + 1)::timestamp at time zone 'Europe/Berlin') <= c.valid_until)
  union all
  select ((c.erase_by + 1)::timestamp at time zone 'Europe/Berlin'), 'ERASURE_DATE', c from core.consent c
    where c.state in ('GIVEN', 'RENEWED') and c.erase_by is not null
      and c.erase_by >= case when since = '-infinity' then '-infinity'::date
        else (since at time zone 'Europe/Berlin')::date - 1 end
      and ((c.erase_by + 1)::timestamp at time zone 'Europe/Berlin') between since and now()
$$;
