-- A function that works for an institution sees that institution's own links, and no others.
create policy owner_of_asking on core.person_link for select to current_user
  using (institution = (select nullif(current_setting('geleit.institution', true), '')));
