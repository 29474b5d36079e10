import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the look-ahead statement asks of grants only where a person has consents to data of a period alone. As functions
 * these questions cost nothing where nobody asks them; as sub-selects PostgreSQL would prepare them for every request.
 * They run with the rights of the caller: row level security decides below them.
 */
export class GrantsOfAPeriod1795392018000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.active_grants(person uuid, recipient text, purpose text) returns setof core.consent_grant
      language sql stable as $$
        select c.* from core.consent_grant c
        where c.person_id = active_grants.person and c.recipient = active_grants.recipient and c.purpose = active_grants.purpose
          and c.ended is null and c.valid_from <= now() and c.valid_until > now()
      $$
    `);
    await runner.query(`
      create function core.grant_reaches(c core.consent_grant, needs jsonb) returns boolean
      language sql immutable as $$
        select (not (needs->>'release')::boolean or c.secrecy_released)
          and (not (needs->>'transfer')::boolean or c.released or coalesce((needs->>'author') = any(c.released_by), false))
      $$
    `);
    // A record without a day is covered only by a consent to data of any day.
    await runner.query(`
      create function core.grant_covers_day(person uuid, recipient text, purpose text, category text, needs jsonb, day date)
      returns boolean language sql stable as $$
        select exists (select from core.active_grants(person, recipient, purpose) c
          where c.category = grant_covers_day.category and core.grant_reaches(c, needs)
            and (c.data_from is null or day >= c.data_from) and (c.data_until is null or day <= c.data_until))
      $$
    `);
    // What disclosures rest on, for the access log: of each thing asked for the best consent to data of any day, or else
    // every consent to data of a period.
    await runner.query(`
      create function core.consent_basis(person uuid, recipient text, purpose text, asked jsonb) returns jsonb
      language sql stable as $$
        with reaching as (
          select a.value->>'category' as category, c.consent_id, c.consent_version, c.valid_until,
            c.data_from is null and c.data_until is null as any_day,
            row_number() over (partition by a.ordinality order by c.data_from is null and c.data_until is null desc,
              c.secrecy_released desc, c.valid_until desc, c.consent_id, c.consent_version desc) as place,
            bool_or(c.data_from is null and c.data_until is null) over (partition by a.ordinality) as has_any_day
          from jsonb_array_elements(asked) with ordinality a
          join core.active_grants(person, recipient, purpose) c on c.category = a.value->>'consent'
          where core.grant_reaches(c, a.value)
            and ((a.value->>'days')::boolean or c.data_from is null and c.data_until is null)
        ), used as (
          select distinct category, consent_id, consent_version, valid_until from reaching
          where case when has_any_day then place = 1 else true end
        ), bases as (
          select u.category, '["CONSENT"]'::jsonb || jsonb_agg(part.value order by u.valid_until desc, u.consent_id, part.place) as basis
          from used u, lateral (values (1, to_jsonb(u.consent_id)), (2, to_jsonb(u.consent_version))) part(place, value)
          group by u.category
        )
        select coalesce(jsonb_object_agg(category, basis), '{}') from bases
      $$
    `);
    await runner.query(`
      revoke all on function core.active_grants, core.grant_reaches, core.grant_covers_day, core.consent_basis from public
    `);
    await runner.query(`
      grant execute on function core.active_grants, core.grant_reaches, core.grant_covers_day, core.consent_basis to geleit_app
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop function core.consent_basis, core.grant_covers_day, core.grant_reaches, core.active_grants',
    );
  }
}
