import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From 15 until 18 person and guardian consent together, each at a screen of their own, one after the other. */
export class ConsentsOfTwo1795392031000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table core.consent add column agreed_by_person_at timestamptz, add column agreed_by_guardian_at timestamptz,
        add column agreed_guardian uuid
    `);
    await this.giver(runner);
    await this.rules(runner);
  }

  private async giver(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.consent_giver(out giver text, out represented boolean)
      language sql stable security definer set search_path = pg_catalog as $$
        -- Who has to consent for the person who asks, today; null where recorded birth days lie on both sides of a line.
        -- Says the same as core.consent_keeps_rules, which decides.
        select case
            when b.latest is null then 'PERSON'
            when core.birthday(b.earliest, 15) <= d.today and core.birthday(b.latest, 15) > d.today
              or core.birthday(b.earliest, 18) <= d.today and core.birthday(b.latest, 18) > d.today then null
            when core.birthday(b.latest, 15) > d.today then 'GUARDIAN'
            when core.birthday(b.latest, 18) > d.today then 'PERSON_AND_GUARDIAN'
            else 'PERSON' end,
          exists (select from core.representation r where r.person_id = s.person and core.represents(r.guardian::text, s.person))
        from (select nullif(core.setting('person'), '-')::uuid) s(person)
          cross join lateral core.birth_days(s.person) b
          cross join (select (now() at time zone 'Europe/Berlin')::date) d(today)
      $$
    `);
    await runner.query(`revoke all on function core.consent_giver() from public`);
    await runner.query(`grant execute on function core.consent_giver() to geleit_app`);
  }

  /** The second lock: what was agreed at a screen was agreed by who sat before it, and to no more than that. */
  private async rules(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.consent_about_known() returns trigger language plpgsql as $$
      begin
        -- Rules that look at the age run before row level security: whoever has nothing to do with the person must not learn
        -- from them what it is, nor that there is such a person. With the rights of the caller, who sees own links alone.
        if current_user <> 'geleit_app' then return new; end if;
        if new.person_id is distinct from nullif(core.setting('person'), '-')::uuid
            and not exists (select from core.person_link l
              where l.person_id = new.person_id and l.institution = current_setting('geleit.institution')) then
          raise exception 'geleit: no such person'
            using errcode = '23503', constraint = 'consent_person_fk', table = 'consent', schema = 'core';
        end if;
        return new;
      end $$
    `);
    await runner.query(`
      create trigger consent_about_known before insert on core.consent
        for each row execute function core.consent_about_known()
    `);
    await runner.query(`
      create function core.consent_agreed() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        before core.consent;
        role text := current_setting('geleit.role', true);
        me text := current_setting('geleit.actor', true);
        gives boolean;
        rule text;
      begin
        if tg_op = 'UPDATE' then before := old; end if;
        gives := new.state in ('GIVEN', 'RENEWED')
          and (tg_op = 'INSERT' or before.state not in ('GIVEN', 'RENEWED') or new.given_at is distinct from before.given_at);
        if new.agreed_by_person_at is distinct from before.agreed_by_person_at and new.agreed_by_person_at is not null
            and (new.agreed_by_person_at <> now() or role <> 'person') then
          rule := 'consent_agreed_in_own_name';
        elsif (new.agreed_by_guardian_at, new.agreed_guardian) is distinct from (before.agreed_by_guardian_at, before.agreed_guardian)
            and new.agreed_by_guardian_at is not null
            and (new.agreed_by_guardian_at <> now() or role <> 'guardian' or new.agreed_guardian::text is distinct from me
              or not core.represents(me, new.person_id)) then
          rule := 'consent_agreed_in_own_name';
        elsif tg_op = 'UPDATE' and before.state = 'REQUESTED'
            and (before.agreed_by_person_at is not null and new.agreed_by_person_at is not distinct from before.agreed_by_person_at
              or before.agreed_by_guardian_at is not null and new.agreed_by_guardian_at is not distinct from before.agreed_by_guardian_at)
            and not (new.recipients <@ before.recipients and new.categories <@ before.categories and new.purposes <@ before.purposes
              and new.valid_until <= before.valid_until and (new.secrecy_release <= before.secrecy_release)
              and new.data_from is not distinct from before.data_from and new.data_until is not distinct from before.data_until) then
          rule := 'consent_agreed_to_less';
        elsif gives and role in ('person', 'guardian') then
          if new.channel <> 'PORTAL' or new.given_by = 'GUARDIAN' and (role <> 'guardian' or not core.represents(me, new.person_id))
              or new.given_by = 'PERSON' and role <> 'person' then
            rule := 'consent_given_in_own_name';
          elsif new.given_by = 'PERSON_AND_GUARDIAN' and (before.state is distinct from 'REQUESTED' or new.agreed_by_person_at is null or new.agreed_by_guardian_at is null
              or not core.represents(new.agreed_guardian::text, new.person_id)) then
            rule := 'consent_of_two';
          end if;
        end if;
        if rule is not null then
          raise exception 'geleit: %', rule using errcode = '23514', constraint = rule, table = 'consent', schema = 'core';
        end if;
        return new;
      end $$
    `);
    await runner.query(`revoke all on function core.consent_agreed() from public`);
    await runner.query(`
      create trigger consent_agreed before insert or update on core.consent
        for each row execute function core.consent_agreed()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.consent_agreed() cascade');
    await runner.query('drop function core.consent_about_known() cascade');
    await runner.query('drop function core.consent_giver()');
    await runner.query(`
      alter table core.consent drop column agreed_by_person_at, drop column agreed_by_guardian_at, drop column agreed_guardian
    `);
  }
}
