import type { MigrationInterface, QueryRunner } from 'typeorm';

const ITSELF = `(select nullif(core.setting('person'), '-')::uuid)`;
const INSTITUTION = `(select current_setting('geleit.institution'))`;
const STAFF_ROLE = `current_setting('geleit.role') in ('counsellor', 'case-manager', 'service')`;
const STAFF = `(select ${STAFF_ROLE})`;

/** Who never receives anything (section 87 AufenthG) reads as nobody. */
const RECIPIENT = `(select nullif(current_setting('geleit.institution'), 'immigration-authority'))`;
const STAFF_RECIPIENT = `(select case when ${STAFF_ROLE} then nullif(current_setting('geleit.institution'), 'immigration-authority') end)`;

/**
 * The locks that every statement about persons passes, with fewer sub-selects: PostgreSQL sets each of them up for every
 * table that a statement reads, which took more time than reading one person's rows.
 */
export class LighterLocks1795392150000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['person', 'consent_grant']) {
      await runner.query(`drop policy geleit_excluded on core.${table}`);
      await runner.query(`drop policy geleit_select on core.${table}`);
    }
    // Without `is true` PostgreSQL would look up two indexes, one for each side of the `or`.
    await runner.query(`
      create policy geleit_select on core.consent_grant for select to geleit_app using (
        (recipient = ${RECIPIENT} or person_id = ${ITSELF}) is true
      )
    `);
    await runner.query(`
      create policy geleit_select on core.person for select to geleit_app using (
        merged_into is null and (id = ${ITSELF}
          or (select true from core.person_link l
              where l.person_id = person.id and l.institution = ${STAFF_RECIPIENT} limit 1)
          or (select true from core.consent_grant c
              where c.person_id = person.id and c.recipient = ${STAFF_RECIPIENT}
                and c.ended is null and c.valid_from <= now() and c.valid_until > now() limit 1))
      )
    `);
    await this.aliases(runner);
  }

  /** A function instead of a sub-select: the lock of the former ids contains that of the persons, to be set up for every look-up. */
  private async aliases(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.goes_on_as(person uuid) returns uuid
      language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
      begin
        if not exists (select from core.person_alias a
            where a.former_id = person and a.institution is null and a.ended_at is null) then
          return person;
        end if;
        return core.current_person(person);
      end $$
    `);
    await runner.query(`revoke all on function core.goes_on_as(uuid) from public`);
    await runner.query(`grant execute on function core.goes_on_as(uuid) to geleit_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.goes_on_as(uuid)');
    for (const table of ['person', 'consent_grant']) {
      await runner.query(`drop policy geleit_select on core.${table}`);
      await runner.query(`
        create policy geleit_excluded on core.${table} as restrictive for select to geleit_app
        using ((select current_setting('geleit.institution') <> 'immigration-authority'))
      `);
    }
    await runner.query(`
      create policy geleit_select on core.consent_grant for select to geleit_app using (
        recipient = ${INSTITUTION} or person_id = ${ITSELF}
      )
    `);
    await runner.query(`
      create policy geleit_select on core.person for select to geleit_app using (
        merged_into is null and (id = ${ITSELF}
        or (${STAFF} and (
          (select true from core.person_link l
              where l.person_id = person.id and l.institution = ${INSTITUTION} limit 1)
          or (select true from core.consent_grant c
              where c.person_id = person.id and c.recipient = ${INSTITUTION}
                and c.ended is null and c.valid_from <= now() and c.valid_until > now() limit 1))))
      )
    `);
  }
}
