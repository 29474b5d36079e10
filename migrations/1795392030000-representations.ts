import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLE = `(select current_setting('geleit.role'))`;
const INSTITUTION = `(select current_setting('geleit.institution'))`;
const ACTOR = `(select current_setting('geleit.actor'))`;
const ITSELF = `(select nullif(core.setting('person'), '-')::uuid)`;

/** Guardians who act for a minor at a screen of their own (section 1629 BGB). The database itself says whether they may, at each statement. */
export class Representations1795392030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.representation (
        id uuid not null default gen_random_uuid(),
        person_id uuid not null,
        guardian uuid not null,
        guardian_name text not null,
        kind text not null,
        document text not null,
        institution text not null,
        actor text not null,
        recorded_at timestamptz not null default now(),
        valid_until timestamptz not null,
        revoked_at timestamptz,
        revoked_by text,
        revoke_reason text,
        constraint representation_pk primary key (id)
      )
    `);
    await runner.query(
      `alter table core.representation add constraint representation_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(`create index representation_by_person on core.representation (person_id, guardian)`);
    await runner.query(`create index representation_by_guardian on core.representation (guardian)`);
    await this.locks(runner);
    await this.rules(runner);
    await this.acting(runner);
  }

  private async locks(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table core.representation enable row level security`);
    await runner.query(`alter table core.representation force row level security`);
    await runner.query(`grant select, insert on core.representation to geleit_app`);
    await runner.query(`grant update (revoked_at, revoked_by, revoke_reason) on core.representation to geleit_app`);
    const own = `institution = ${INSTITUTION} and ${ROLE} in ('counsellor', 'case-manager')`;
    // The minor; who acts for them, and no other guardian; the guardian as themself; the house that has seen the document.
    await runner.query(`
      create policy geleit_select on core.representation for select to geleit_app using (
        (person_id = ${ITSELF} and (${ROLE} = 'person' or guardian::text = ${ACTOR}))
        or (guardian = ${ITSELF} and ${ROLE} = 'person')
        or (institution = ${INSTITUTION} and ${ROLE} in ('counsellor', 'case-manager', 'data-protection-officer'))
      )
    `);
    await runner.query(`
      create policy geleit_insert on core.representation for insert to geleit_app with check (
        ${own} and actor = ${ACTOR} and revoked_at is null
        and (select true from core.person_link l
          where l.person_id = representation.person_id and l.institution = ${INSTITUTION} limit 1)
      )
    `);
    await runner.query(`
      create policy geleit_update on core.representation for update to geleit_app
        using (${own} and revoked_at is null)
        with check (${own} and revoked_at = now() and revoked_by = ${ACTOR} and revoke_reason is not null)
    `);
    await runner.query(`create policy owner_all on core.representation to current_user using (true) with check (true)`);
  }

  private async rules(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.comes_of_age(person uuid) returns timestamptz
      language sql stable security definer set search_path = pg_catalog as $$
        -- Where institutions have recorded different days, the earliest: then nobody speaks for them longer than they must.
        select core.birthday(b.earliest, 18)::timestamp at time zone 'Europe/Berlin' from core.birth_days(person) b
      $$
    `);
    await runner.query(`
      create function core.representation_recorded() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        -- Of a minor alone, and until they come of age (section 2 BGB); unknown means no.
        new.valid_until := least(new.valid_until, core.comes_of_age(new.person_id));
        if coalesce(core.comes_of_age(new.person_id) <= now(), true) or new.valid_until <= now() or new.guardian = new.person_id then
          raise exception 'geleit: representation_of_minor'
            using errcode = '23514', constraint = 'representation_of_minor', table = 'representation', schema = 'core';
        end if;
        return new;
      end $$
    `);
    await runner.query(`
      create trigger representation_recorded before insert on core.representation
        for each row execute function core.representation_recorded()
    `);
    await runner.query(`
      create function core.representation_revoked() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        -- Whoever learns that somebody no longer represents the minor ends it everywhere: another institution that had
        -- recorded the same would have to see a document anew.
        update core.representation r set revoked_at = new.revoked_at
          where r.person_id = new.person_id and r.guardian = new.guardian and r.revoked_at is null;
        return null;
      end $$
    `);
    await runner.query(`
      create trigger representation_revoked after update of revoked_at on core.representation
        for each row execute function core.representation_revoked()
    `);
  }

  /** `core.setting('person')`, by which every lock knows whom a request is about, answers a guardian only while they represent that person. */
  private async acting(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.represents(subject text, person uuid) returns boolean
      language sql stable security definer set search_path = pg_catalog as $$
        -- By the clock and by the birth days as they are recorded now.
        select coalesce((select core.comes_of_age(person) > now() from core.representation r
          where r.person_id = person and r.guardian::text = subject and r.revoked_at is null and r.valid_until > now()
          limit 1), false)
      $$
    `);
    await runner.query(`
      create function core.caller_represents(person uuid) returns boolean
      language sql stable security definer set search_path = pg_catalog as $$
        select core.represents(current_setting('geleit.actor'), person)
      $$
    `);
    await runner.query(`
      create or replace function core.setting(name text) returns text language plpgsql stable parallel safe as $$
      declare
        value text := current_setting('geleit.' || name, true);
      begin
        -- A forgotten request context must be an error, never an empty answer.
        if value is null or value = '' then
          raise exception 'geleit: no request context' using errcode = '42501';
        end if;
        if name = 'person' and value <> '-' and current_setting('geleit.role', true) = 'guardian'
            and not core.caller_represents(value::uuid) then
          return '-';
        end if;
        return value;
      end $$
    `);
    for (const name of [
      'comes_of_age(uuid)',
      'representation_recorded()',
      'representation_revoked()',
      'represents(text, uuid)',
      'caller_represents(uuid)',
    ]) {
      await runner.query(`revoke all on function core.${name} from public`);
    }
    await runner.query(`grant execute on function core.caller_represents(uuid) to geleit_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function core.setting(name text) returns text language plpgsql stable parallel safe as $$
      declare
        value text := current_setting('geleit.' || name, true);
      begin
        -- A forgotten request context must be an error, never an empty answer.
        if value is null or value = '' then
          raise exception 'geleit: no request context' using errcode = '42501';
        end if;
        return value;
      end $$
    `);
    await runner.query('drop table core.representation');
    for (const name of [
      'caller_represents(uuid)',
      'represents(text, uuid)',
      'representation_revoked()',
      'representation_recorded()',
      'comes_of_age(uuid)',
    ]) {
      await runner.query(`drop function core.${name}`);
    }
  }
}
