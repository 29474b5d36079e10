import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLE = `(select current_setting('geleit.role'))`;
const INSTITUTION = `(select current_setting('geleit.institution'))`;
const ITSELF = `person_id = (select nullif(core.setting('person'), '-')::uuid)`;
const STAFF = `${ROLE} in ('counsellor', 'case-manager', 'service')`;
const OWN = `(captured_by = ${INSTITUTION} or requested_by = ${INSTITUTION})`;

/** Who may take part in the life of a consent, scans of forms on paper, and the rules that hold for every consent whoever writes it. */
export class ConsentLifecycle1795392011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table core.consent add column guardian text, add column represented_until timestamptz`);
    await this.policies(runner);
    await this.scans(runner);
    await this.representation(runner);
    await this.rules(runner);
  }

  private async policies(runner: QueryRunner): Promise<void> {
    for (const command of ['select', 'insert', 'update']) {
      await runner.query(`drop policy geleit_${command} on core.consent`);
    }
    await runner.query(`
      create policy geleit_select on core.consent for select to geleit_app using (
        ${ITSELF}
        or ((${OWN} or ${INSTITUTION} = any(recipients)) and (${STAFF} or ${ROLE} = 'data-protection-officer'))
      )
    `);
    await runner.query(`
      create policy geleit_insert on core.consent for insert to geleit_app with check (
        (${ITSELF} and captured_by is null and requested_by is null)
        or (${STAFF} and (captured_by = ${INSTITUTION} or (captured_by is null and requested_by = ${INSTITUTION} and state = 'REQUESTED'))
          and (select true from core.person_link l
            where l.person_id = consent.person_id and l.institution = ${INSTITUTION} limit 1))
      )
    `);
    // A data protection officer can end a consent, and do nothing else to it.
    const officer = `${ROLE} = 'data-protection-officer' and (${OWN} or ${INSTITUTION} = any(recipients))`;
    await runner.query(`
      create policy geleit_update on core.consent for update to geleit_app
        using (${ITSELF} or (${STAFF} and ${OWN}) or (${officer}))
        with check (${ITSELF} or (${STAFF} and ${OWN}) or (${officer} and state in ('REVOKED', 'INVALIDATED')))
    `);
  }

  /** Scans are never changed: what was signed stays what was signed. */
  private async scans(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.consent_scan (
        id uuid not null default gen_random_uuid(),
        person_id uuid not null,
        institution text not null,
        actor text not null,
        media_type text not null,
        size integer not null,
        sha256 text not null,
        content bytea not null,
        recorded_at timestamptz not null default now(),
        constraint "PK_consent_scan" primary key (id),
        constraint consent_scan_whole check (size = length(content) and sha256 = encode(sha256(content), 'hex'))
      )
    `);
    await runner.query(`create index consent_scan_by_person on core.consent_scan (person_id)`);
    await runner.query(`
      alter table core.consent_scan add constraint consent_scan_person_fk foreign key (person_id) references core.person(id)
    `);
    await runner.query(`
      alter table core.consent add constraint consent_scan_fk foreign key (scan_id) references core.consent_scan(id)
    `);
    await runner.query(`alter table core.consent_scan enable row level security`);
    await runner.query(`alter table core.consent_scan force row level security`);
    await runner.query(`grant select, insert on core.consent_scan to geleit_app`);
    await runner.query(`create policy owner_select on core.consent_scan for select to current_user using (true)`);
    const capturer = `institution = ${INSTITUTION} and ${ROLE} in ('counsellor', 'case-manager')`;
    await runner.query(`
      create policy geleit_select on core.consent_scan for select to geleit_app using (${ITSELF} or (${capturer}))
    `);
    await runner.query(`
      create policy geleit_insert on core.consent_scan for insert to geleit_app with check (
        ${capturer} and actor = (select current_setting('geleit.actor'))
        and (select true from core.person_link l
          where l.person_id = consent_scan.person_id and l.institution = ${INSTITUTION} limit 1)
      )
    `);
  }

  private async representation(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.birthday(born date, age integer) returns date language sql immutable parallel safe as $$
        -- The day on which the age is reached (sections 187(2), 188(2) BGB): 1 March for who was born on 29 February.
        select d + case when extract(day from d) < extract(day from born) then 1 else 0 end
        from (select (born + make_interval(years => age))::date) t(d)
      $$
    `);
    await runner.query(`create policy owner_select on core.identity for select to current_user using (true)`);
    await runner.query(`create policy owner_all on core.consent to current_user using (true) with check (true)`);
    await runner.query(`
      create function core.birth_days(person uuid, out earliest date, out latest date)
      language sql stable security definer set search_path = pg_catalog as $$
        -- Institutions may have recorded different days; unknown stays null.
        select min(birth_date), max(birth_date) from core.identity where person_id = person
      $$
    `);
    await runner.query(`revoke all on function core.birth_days(uuid) from public`);
    await runner.query(`
      create function core.consent_represented_until(person uuid, given timestamptz, given_by text) returns timestamptz
      language sql stable security definer set search_path = pg_catalog as $$
        -- Whoever consented for or with a minor speaks for them until the day on which they come of age (section 2 BGB).
        select case when given_by <> 'PERSON' or core.birthday(b.latest, 18)::timestamp at time zone 'Europe/Berlin' > given
          then core.birthday(b.earliest, 18)::timestamp at time zone 'Europe/Berlin' end
        from core.birth_days(person) b
      $$
    `);
    await runner.query(`revoke all on function core.consent_represented_until(uuid, timestamptz, text) from public`);
    await runner.query(`
      create function core.birth_day_recorded() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        -- A day that becomes known or is corrected shortens consents; it never prolongs one.
        update core.consent c set version = version + 1, updated_at = now()
          where c.person_id = new.person_id and c.state in ('GIVEN', 'RENEWED')
            and c.valid_until > core.consent_represented_until(c.person_id, coalesce(c.given_at, c.recorded_at), c.given_by);
        return null;
      end $$
    `);
    await runner.query(`revoke all on function core.birth_day_recorded() from public`);
    await runner.query(`
      create trigger birth_day_recorded after insert or update of birth_date on core.identity
        for each row execute function core.birth_day_recorded()
    `);
  }

  /** The second lock: these rules hold also for a bug in the hub. Each names itself, so that the hub can explain it. */
  private async rules(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.consent_keeps_rules() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        rule text;
        given timestamptz := coalesce(new.given_at, now());
        age_day date := (given at time zone 'Europe/Berlin')::date;
        born record;
        me text := current_setting('geleit.actor', true);
      begin
        if new.state not in ('REQUESTED', 'REFUSED') then
          new.represented_until := core.consent_represented_until(new.person_id, given, new.given_by);
          new.valid_until := least(new.valid_until, new.represented_until);
        end if;
        if tg_op = 'UPDATE' and old.state in ('WITHDRAWN', 'REVOKED', 'INVALIDATED')
            and new.state not in ('WITHDRAWN', 'REVOKED', 'INVALIDATED') then
          rule := 'consent_has_ended';
        elsif tg_op = 'UPDATE' and new.person_id <> old.person_id then
          rule := 'consent_of_one_person';
        elsif new.scan_id is not null and (tg_op = 'INSERT' or new.scan_id is distinct from old.scan_id)
            and not exists (select from core.consent_scan s where s.id = new.scan_id and s.person_id = new.person_id
              and s.institution = new.captured_by) then
          rule := 'consent_scan_of_person';
        elsif tg_op = 'INSERT' and (new.captured_by_actor <> me or new.checked_by_actor is not null)
            or tg_op = 'UPDATE' and (new.captured_by_actor <> me and new.captured_by_actor is distinct from old.captured_by_actor
              or new.checked_by_actor <> me and new.checked_by_actor is distinct from old.checked_by_actor) then
          rule := 'consent_in_own_name';
        elsif new.state in ('GIVEN', 'RENEWED') then
          -- What an institution imports was checked where its paper lies.
          if new.channel = 'PAPER' and new.consent_number is null
              and (new.scan_id is null or new.captured_by_actor is null or new.checked_by_actor is null
                or new.checked_by_actor = new.captured_by_actor) then
            rule := 'consent_four_eyes';
          end if;
          -- Who gives it is judged when it is given, not whenever it changes.
          if new.consent_number is null and (tg_op = 'INSERT' or old.state not in ('GIVEN', 'RENEWED') or new.given_at is distinct from old.given_at) then
            select * into born from core.birth_days(new.person_id);
            if new.given_by <> 'PERSON' and new.guardian is null then
              rule := 'consent_names_guardian';
            elsif new.given_by <> 'PERSON' and born.latest is null then
              rule := 'consent_birth_day_unknown';
            elsif core.birthday(born.latest, 18) > age_day and core.birthday(born.earliest, 18) <= age_day
                or core.birthday(born.latest, 15) > age_day and core.birthday(born.earliest, 15) <= age_day then
              rule := 'consent_birth_days_differ';
            elsif core.birthday(born.latest, 15) > age_day and new.given_by <> 'GUARDIAN' then
              rule := 'consent_by_guardian';
            elsif core.birthday(born.latest, 15) <= age_day and core.birthday(born.latest, 18) > age_day
                and new.given_by <> 'PERSON_AND_GUARDIAN' then
              rule := 'consent_by_both';
            elsif core.birthday(born.latest, 18) <= age_day and new.given_by <> 'PERSON' then
              rule := 'consent_by_person';
            end if;
          end if;
        end if;
        if rule is not null then
          raise exception 'geleit: %', rule using errcode = '23514', constraint = rule, table = 'consent', schema = 'core';
        end if;
        return new;
      end $$
    `);
    await runner.query(`revoke all on function core.consent_keeps_rules() from public`);
    await runner.query(`
      create trigger consent_keeps_rules before insert or update on core.consent
        for each row execute function core.consent_keeps_rules()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger birth_day_recorded on core.identity');
    await runner.query('drop function core.consent_keeps_rules() cascade');
    await runner.query('drop function core.birth_day_recorded()');
    await runner.query('drop function core.consent_represented_until(uuid, timestamptz, text)');
    await runner.query('drop function core.birth_days(uuid)');
    await runner.query('drop function core.birthday(date, integer)');
    await runner.query('drop policy owner_select on core.identity');
    await runner.query('drop policy owner_all on core.consent');
    await runner.query('alter table core.consent drop constraint consent_scan_fk');
    await runner.query('drop table core.consent_scan');
    for (const command of ['select', 'insert', 'update']) {
      await runner.query(`drop policy geleit_${command} on core.consent`);
    }
    await runner.query('alter table core.consent drop column guardian, drop column represented_until');
    // The policies as the first migration made them.
    const before = `captured_by = ${INSTITUTION} and ${STAFF}`;
    await runner.query(`
      create policy geleit_select on core.consent for select to geleit_app using (${ITSELF}
        or ((captured_by = ${INSTITUTION} or ${INSTITUTION} = any(recipients)) and (${STAFF} or ${ROLE} = 'data-protection-officer')))
    `);
    await runner.query(`
      create policy geleit_insert on core.consent for insert to geleit_app with check (
        (${ITSELF} and captured_by is null) or (${before} and (select true from core.person_link l
          where l.person_id = consent.person_id and l.institution = ${INSTITUTION} limit 1)))
    `);
    await runner.query(`
      create policy geleit_update on core.consent for update to geleit_app
        using (${ITSELF} or (${before})) with check (${ITSELF} or (${before}))
    `);
  }
}
