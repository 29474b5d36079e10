import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The history of a person's consents, as far as it decides what one institution could see. */
export class ConsentHistory1795392016000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index consent_event_by_person on core.consent_event (person_id, at)`);
    await runner.query(`
      create function core.milliseconds(moment text) returns bigint language sql stable parallel safe as $$
        -- Rounded down, as everywhere outside the database.
        select floor(extract(epoch from moment::timestamptz) * 1000)::bigint
      $$
    `);
    await runner.query(`
      create function core.consent_history(person uuid, recipient text)
      returns table (consent_id uuid, version integer, at timestamptz, consent jsonb)
      language sql stable security definer set search_path = pg_catalog as $$
        -- An exception of any consent can take away from what another gives, so a data protection officer has to count
        -- also those that do not name their institution; only what decides is handed out.
        select e.consent_id, e.version, e.at, jsonb_build_object('state', s->'state', 'recipients', s->'recipients',
            'categories', s->'categories', 'purposes', s->'purposes', 'exceptions', coalesce(s->'exceptions', '[]'),
            'validFrom', core.milliseconds(s->>'valid_from'), 'validUntil', core.milliseconds(s->>'valid_until'),
            'dataFrom', s->'data_from', 'dataUntil', s->'data_until', 'endedAt', core.milliseconds(s->>'ended_at'),
            'secrecyRelease', coalesce(s->'secrecy_release', 'false'))
          from core.consent_event e, lateral (select e.snapshot) t(s)
          where e.person_id = person
            and (person = nullif(core.setting('person'), '-')::uuid
              or (current_setting('geleit.role') = 'data-protection-officer' and current_setting('geleit.institution') = recipient))
            and exists (select from core.consent_event x where x.consent_id = e.consent_id
              and (x.snapshot->'recipients' @> to_jsonb(recipient) or x.snapshot->'exceptions' <> '[]'::jsonb))
      $$
    `);
    await runner.query('revoke all on function core.consent_history(uuid, text) from public');
    await runner.query('grant execute on function core.consent_history(uuid, text) to geleit_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.consent_history(uuid, text)');
    await runner.query('drop function core.milliseconds(text)');
    await runner.query('drop index core.consent_event_by_person');
  }
}
