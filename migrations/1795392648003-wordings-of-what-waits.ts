import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A consent ends when a wording that means something else takes the place of the one that it rests on. So does what waits to
 * become one: a form that a second member of staff has yet to compare, and the yes of the first of two.
 */
export class WordingsOfWhatWaits1795392648003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.consent_text_outlived() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        -- Whoever activates a wording at this moment is not waited for.
        if not (select bool_and(pg_try_advisory_xact_lock_shared(hashtext('geleit.wording ' || purpose)))
              from unnest(new.purposes) purpose)
            or exists (select from core.consent_text t join core.consent_text n on n.purpose = t.purpose and n.version > t.version
              where t.id = any(old.text_ids) and t.purpose = any(new.purposes)
                and n.language = 'de' and n.change <> 'EDITORIAL' and n.activated_at is not null) then
          raise exception 'geleit: consent_text_in_force' using errcode = '23514', constraint = 'consent_text_in_force';
        end if;
        return new;
      end $$
    `);
    await runner.query('revoke all on function core.consent_text_outlived() from public');
    await runner.query(`
      create trigger consent_text_outlived before update on core.consent for each row
      when (old.state = 'REQUESTED' and new.state in ('GIVEN', 'RENEWED') and old.text_ids <> '{}')
      execute function core.consent_text_outlived()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger consent_text_outlived on core.consent');
    await runner.query('drop function core.consent_text_outlived()');
  }
}
