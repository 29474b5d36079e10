import type { MigrationInterface, QueryRunner } from 'typeorm';

const REFUSED = `raise exception 'geleit: representation_of_minor'
            using errcode = '23514', constraint = 'representation_of_minor', table = 'representation', schema = 'core';`;

/**
 * Whether somebody is a minor follows from a birth date. So who records a guardian is answered from the birth dates that
 * they may read, and until when it lasts too; who has nothing to do with the person learns nothing. That a guardian whose
 * minor is of age by what others have recorded acts for nobody, `core.represents` says with each request.
 */
export class RepresentationsByWhatIsReadable1795392320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.readable_birth_days(person uuid, out earliest date, out latest date)
      language sql stable as $$
        -- With the rights of the caller, so that row level security says which institutions' days count.
        select min(i.birth_date), max(i.birth_date) from core.identity i where i.person_id = person
      $$
    `);
    await runner.query(`revoke all on function core.readable_birth_days(uuid) from public`);
    await runner.query(`grant execute on function core.readable_birth_days(uuid) to geleit_app`);
    await runner.query(`
      create or replace function core.representation_recorded() returns trigger language plpgsql security invoker as $$
      declare
        comes_of_age timestamptz;
      begin
        -- Triggers run before row level security: a person of somebody else must look like nobody.
        if current_user = 'geleit_app' and not exists (select from core.person_link l
            where l.person_id = new.person_id and l.institution = current_setting('geleit.institution')) then
          raise exception 'geleit: no such person'
            using errcode = '23503', constraint = 'representation_person_fk', table = 'representation', schema = 'core';
        end if;
        -- Of a minor alone, and until they come of age (section 2 BGB); unknown means no.
        select core.birthday(b.earliest, 18)::timestamp at time zone 'Europe/Berlin' into comes_of_age
          from core.readable_birth_days(new.person_id) b;
        new.valid_until := least(new.valid_until, comes_of_age);
        if coalesce(comes_of_age <= now(), true) or new.valid_until <= now() or new.guardian = new.person_id then
          ${REFUSED}
        end if;
        return new;
      end $$
    `);
    // Of what was recorded before, the year is told where the institution has recorded no day itself.
    await runner.query(`
      update core.representation r set valid_until = date_trunc('year', r.valid_until, 'Europe/Berlin') + interval '1 year'
      where r.valid_until = core.comes_of_age(r.person_id)
        and not exists (select from core.identity i where i.person_id = r.person_id and i.institution = r.institution)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function core.representation_recorded() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        -- Of a minor alone, and until they come of age (section 2 BGB); unknown means no.
        new.valid_until := least(new.valid_until, core.comes_of_age(new.person_id));
        if coalesce(core.comes_of_age(new.person_id) <= now(), true) or new.valid_until <= now() or new.guardian = new.person_id then
          ${REFUSED}
        end if;
        return new;
      end $$
    `);
    await runner.query(`drop function core.readable_birth_days(uuid)`);
  }
}
