-- The category of a consent in which a narrower one of the log lies: residence titles, benefit amounts and file
-- numbers are told apart from the rest of their category.
create or replace function core.consent_category(category text) returns text language sql immutable parallel safe as $$
  select case category when 'FILE_NUMBER' then 'IDENTITY' when 'RESIDENCE_TITLE' then 'RESIDENCE'
    when 'BENEFIT_AMOUNTS' then 'BENEFITS' else category end
$$;
