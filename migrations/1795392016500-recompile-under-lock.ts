import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever changes exceptions locks the consents that are compiled again: one that is withdrawn meanwhile stays withdrawn. */
export class RecompileUnderLock1795392016500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create policy compiler_lock on core.consent for update to current_user using (true)`);
    await runner.query(`
      create or replace function core.consent_changed() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        changes_exceptions boolean := new.exceptions <> '[]'::jsonb
          or (tg_op = 'UPDATE' and old.exceptions <> '[]'::jsonb);
        -- A lock for each of some groups of persons, not for each person: an import of many must not fill the lock table.
        person_group integer := hashtext(new.person_id::text) & 255;
        other core.consent;
      begin
        insert into core.consent_event
            (consent_id, version, person_id, state_before, state_after, actor, institution, snapshot)
          values (new.id, new.version, new.person_id, case when tg_op = 'UPDATE' then old.state end, new.state,
            core.setting('actor'), nullif(core.setting('institution'), '-'), to_jsonb(new));
        -- Who changes exceptions is alone; all others go side by side.
        if changes_exceptions then
          perform pg_advisory_xact_lock(hashtext('geleit.consent'), person_group);
        elsif new.state in ('GIVEN', 'RENEWED') then
          perform pg_advisory_xact_lock_shared(hashtext('geleit.consent'), person_group);
        end if;
        perform core.compile_consent(new);
        if changes_exceptions then
          -- Locked, so that a consent that is withdrawn at this moment is seen as withdrawn, never compiled back to life.
          for other in select c.* from core.consent c where c.person_id = new.person_id and c.id <> new.id and core.lives(c)
              order by c.id for no key update loop
            perform core.compile_consent(other);
          end loop;
        end if;
        return null;
      end $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function core.consent_changed() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        changes_exceptions boolean := new.exceptions <> '[]'::jsonb
          or (tg_op = 'UPDATE' and old.exceptions <> '[]'::jsonb);
        -- A lock for each of some groups of persons, not for each person: an import of many must not fill the lock table.
        person_group integer := hashtext(new.person_id::text) & 255;
        other core.consent;
      begin
        insert into core.consent_event
            (consent_id, version, person_id, state_before, state_after, actor, institution, snapshot)
          values (new.id, new.version, new.person_id, case when tg_op = 'UPDATE' then old.state end, new.state,
            core.setting('actor'), nullif(core.setting('institution'), '-'), to_jsonb(new));
        -- Who changes exceptions is alone; all others go side by side, and a withdrawal waits for nobody.
        if changes_exceptions then
          perform pg_advisory_xact_lock(hashtext('geleit.consent'), person_group);
        elsif new.state in ('GIVEN', 'RENEWED') then
          perform pg_advisory_xact_lock_shared(hashtext('geleit.consent'), person_group);
        end if;
        perform core.compile_consent(new);
        if changes_exceptions then
          for other in select c.* from core.consent c where c.person_id = new.person_id and c.id <> new.id and core.lives(c) loop
            perform core.compile_consent(other);
          end loop;
        end if;
        return null;
      end $$
    `);
    await runner.query('drop policy compiler_lock on core.consent');
  }
}
