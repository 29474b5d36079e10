-- What the matcher compares of a person. What is restricted is stored only (Art. 18(2) GDPR).
create or replace function core.described(person uuid) returns jsonb
language plpgsql stable set search_path = pg_catalog as $$
begin
  return jsonb_build_object(
    'identities', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'givenName', i.given_name,
        'familyName', i.family_name, 'birthDate', i.birth_date, 'sex', i.sex, 'nationality', i.nationality)
          order by i.id), '[]')
      from core.identity i where i.person_id = person and i.restricted_at is null),
    'contacts', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'street', c.street, 'postalCode',
      c.postal_code,
        'phone', c.phone, 'email', c.email) order by c.id), '[]')
      from core.contact c where c.person_id = person and c.restricted_at is null));
end
$$;
