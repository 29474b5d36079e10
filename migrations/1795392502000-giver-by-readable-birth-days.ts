import type { MigrationInterface, QueryRunner } from 'typeorm';

const GIVES = `(tg_op = 'INSERT' or old.state not in ('GIVEN', 'RENEWED') or new.given_at is distinct from old.given_at)`;

const JUDGED_BY_ALL = `if new.given_by <> 'PERSON' and new.guardian is null then
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
            end if;`;

const SILENT = `if new.given_by <> 'PERSON' and new.guardian is null then
              rule := 'consent_names_guardian';
            elsif core.wrong_giver(new.given_by, born.earliest, born.latest, age_day) is not null then
              -- It opens nothing; core.consent_of_age refuses it to whoever may read the birth days that say so.
              new.agreed_until := coalesce(new.agreed_until, new.valid_until);
              new.valid_until := new.valid_from;
            end if;`;

/**
 * Who has to give a consent follows from the birth date, so it is refused by the birth dates that the caller may read: who
 * reads none is answered alike whatever others have recorded. What is wrong by a day that they may not read is written, and
 * opens nothing.
 */
export class GiverByReadableBirthDays1795392502000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.wrong_giver(given_by text, earliest date, latest date, age_day date) returns text
      language sql immutable set search_path = pg_catalog as $$
        -- Section 36 SGB I, sections 2 and 1629 BGB. Whose birth day is unknown is taken to consent alone.
        select case
          when latest is null then case when given_by <> 'PERSON' then 'consent_birth_day_unknown' end
          when core.birthday(latest, 18) > age_day and core.birthday(earliest, 18) <= age_day
            or core.birthday(latest, 15) > age_day and core.birthday(earliest, 15) <= age_day then 'consent_birth_days_differ'
          when core.birthday(latest, 15) > age_day then case when given_by <> 'GUARDIAN' then 'consent_by_guardian' end
          when core.birthday(latest, 18) > age_day then case when given_by <> 'PERSON_AND_GUARDIAN' then 'consent_by_both' end
          when given_by <> 'PERSON' then 'consent_by_person' end
      $$
    `);
    await runner.query('revoke all on function core.wrong_giver(text, date, date, date) from public');
    await runner.query('grant execute on function core.wrong_giver(text, date, date, date) to geleit_app');
    await replaceIn(runner, JUDGED_BY_ALL, SILENT);
    await runner.query(`
      create function core.consent_of_age() returns trigger language plpgsql as $$
      declare
        rule text;
      begin
        -- What institutions import was checked where its paper lies; who gives it is judged when it is given. The person
        -- themself reads every birth day, so that what opens something is right by all of them.
        if new.state not in ('GIVEN', 'RENEWED') or new.consent_number is not null or not ${GIVES}
            or new.valid_until > new.valid_from and new.person_id = nullif(core.setting('person'), '-')::uuid then
          return new;
        end if;
        -- With the rights of the caller; on the day in Germany on which it is given.
        select core.wrong_giver(new.given_by, b.earliest, b.latest, (coalesce(new.given_at, now()) at time zone 'Europe/Berlin')::date)
          into rule from core.readable_birth_days(new.person_id) b;
        if rule is not null then
          raise exception 'geleit: %', rule using errcode = '23514', constraint = rule, table = 'consent', schema = 'core';
        end if;
        return new;
      end $$
    `);
    await runner.query('revoke all on function core.consent_of_age() from public');
    // In the order of the names after consent_keeps_rules, which decides by all birth days.
    await runner.query(`
      create trigger consent_of_age before insert or update on core.consent
        for each row execute function core.consent_of_age()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.consent_of_age() cascade');
    await replaceIn(runner, SILENT, JUDGED_BY_ALL);
    await runner.query('drop function core.wrong_giver(text, date, date, date)');
  }
}

/** Changes a place of `core.consent_keeps_rules` and leaves the rest as it is. */
async function replaceIn(runner: QueryRunner, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(
    `select pg_get_functiondef('core.consent_keeps_rules()'::regprocedure) as source`,
  )) as [{ source: string }];
  if (!source.includes(before)) throw new Error('core.consent_keeps_rules is not as this migration expects it.');
  await runner.query(source.replace(before, () => after));
}
