import type { MigrationInterface, QueryRunner } from 'typeorm';

const PARTIAL_DATE = `'^\\d{4}(-(0[1-9]|1[0-2])(-\\d{2})?)?$'`;

/**
 * Of a day of birth month and day may be unknown: it is kept as `1990-05-17`, `1990-05` or `1990` (EDTF level 0, ISO 8601-2), and
 * nothing is made up for what is missing. A rule of age knows such a person by the first and the last day on which they may
 * be born, as it does where institutions have recorded different days: it applies where it does for both, and where the two
 * differ nobody acts alone and nobody for the person.
 */
export class IncompleteBirthDates1795392500001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await dropTriggers(runner, ['birth_day_recorded', 'birth_date_in_past', 'match_keys_changed']);
    await runner.query(
      `alter table core.identity alter column birth_date type text using to_char(birth_date, 'YYYY-MM-DD')`,
    );
    await runner.query(`
      create function core.first_day(partial text) returns date language sql immutable strict parallel safe as $$
        select make_date(left(partial, 4)::int,
          case when length(partial) > 4 then substr(partial, 6, 2)::int else 1 end,
          case when length(partial) > 7 then substr(partial, 9, 2)::int else 1 end)
      $$
    `);
    await runner.query(`
      create function core.last_day(partial text) returns date language sql immutable strict parallel safe as $$
        select case length(partial) when 4 then make_date(left(partial, 4)::int, 12, 31)
          when 7 then (make_date(left(partial, 4)::int, substr(partial, 6, 2)::int, 1) + interval '1 month')::date - 1
          else make_date(left(partial, 4)::int, substr(partial, 6, 2)::int, substr(partial, 9, 2)::int) end
      $$
    `);
    await runner.query(`
      create trigger birth_date_formed before insert or update of birth_date on core.identity
        for each row when (new.birth_date !~ ${PARTIAL_DATE}) execute function core.refuse_day('birth_date_formed')
    `);
    await runner.query(`
      create trigger birth_date_in_past before insert or update of birth_date on core.identity
        for each row when (core.first_day(new.birth_date) > core.today()) execute function core.refuse_day('birth_date_in_past')
    `);
    await birthDays(runner, {
      from: `with recorded as (select i.birth_date from core.identity i where i.person_id = person
          and core.first_day(i.birth_date) <= core.today())`,
      // Who knows less than another institution does not contradict it.
      days: `min(core.first_day(r.birth_date)), max(core.last_day(r.birth_date)) from recorded r
          where not exists (select from recorded o where starts_with(o.birth_date, r.birth_date || '-'))`,
    });
    await readableBirthDays(
      runner,
      `with recorded as (select i.birth_date from core.identity i where i.person_id = person
          and core.first_day(i.birth_date) <= core.today())
        select min(core.first_day(r.birth_date)), max(core.last_day(r.birth_date)) from recorded r
        where not exists (select from recorded o where starts_with(o.birth_date, r.birth_date || '-'))`,
    );
    await runner.query('drop function core.identity_keys(text, text, date)');
    await identityKeys(runner, 'text', {
      year: 'left(birth_date, 4)',
      month: 'substr(birth_date, 6, 2)',
      day: 'substr(birth_date, 9, 2)',
      isKnown: `length(birth_date) = 10 and birth_date not like '%-01-01'`,
    });
    await createTriggers(runner);
  }

  /** @throws where a date is incomplete: there is no day that could be put in its place */
  async down(runner: QueryRunner): Promise<void> {
    await dropTriggers(runner, ['birth_day_recorded', 'birth_date_in_past', 'birth_date_formed', 'match_keys_changed']);
    await runner.query(`alter table core.identity alter column birth_date type date using birth_date::date`);
    await runner.query(`
      create trigger birth_date_in_past before insert or update of birth_date on core.identity
        for each row when (new.birth_date > core.today()) execute function core.refuse_day('birth_date_in_past')
    `);
    await birthDays(runner, {
      from: '',
      days: 'min(birth_date), max(birth_date) from core.identity where person_id = person and birth_date <= core.today()',
    });
    await readableBirthDays(
      runner,
      `select min(i.birth_date), max(i.birth_date) from core.identity i where i.person_id = person
        and i.birth_date <= core.today()`,
    );
    await runner.query('drop function core.identity_keys(text, text, text)');
    await identityKeys(runner, 'date', {
      year: `to_char(birth_date, 'YYYY')`,
      month: `to_char(birth_date, 'MM')`,
      day: `to_char(birth_date, 'DD')`,
      isKnown: `to_char(birth_date, 'MMDD') <> '0101'`,
    });
    await runner.query('drop function core.last_day(text)');
    await runner.query('drop function core.first_day(text)');
    await createTriggers(runner);
  }
}

async function dropTriggers(runner: QueryRunner, names: readonly string[]): Promise<void> {
  for (const name of names) await runner.query(`drop trigger ${name} on core.identity`);
}

async function createTriggers(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create trigger birth_day_recorded after insert or update of birth_date, person_id on core.identity
      for each row execute function core.birth_day_recorded()
  `);
  await runner.query(`
    create trigger match_keys_changed after insert or update of given_sounds, family_sounds, birth_date, person_id
      on core.identity for each row execute function core.identity_keys_changed()
  `);
}

async function birthDays(runner: QueryRunner, { from, days }: { from: string; days: string }): Promise<void> {
  await runner.query(`
    create or replace function core.birth_days(person uuid, out earliest date, out latest date)
    language sql stable security definer set search_path = pg_catalog as $$
      -- Institutions may have recorded different days, or less than a day; unknown stays null.
      ${from} select ${days}
    $$
  `);
}

async function readableBirthDays(runner: QueryRunner, days: string): Promise<void> {
  await runner.query(`
    create or replace function core.readable_birth_days(person uuid, out earliest date, out latest date)
    language sql stable as $$
      -- With the rights of the caller, so that row level security says which institutions' days count.
      ${days}
    $$
  `);
}

async function identityKeys(
  runner: QueryRunner,
  type: 'text' | 'date',
  { year, month, day, isKnown }: Readonly<Record<'year' | 'month' | 'day' | 'isKnown', string>>,
): Promise<void> {
  await runner.query(`
    create function core.identity_keys(given_sounds text, family_sounds text, birth_date ${type}) returns setof text
    language sql immutable set search_path = pg_catalog as $$
      -- Two sounds of the name in any order; the birth date, day and month in any order, with one sound. 1 January is no date,
      -- and neither is what is less than a day.
      with sounds as (select distinct sound from unnest(string_to_array(given_sounds || ' ' || family_sounds, ' ')) sound
          where sound <> '' order by sound limit 8)
      select 'n:' || a.sound || '+' || b.sound from sounds a join sounds b on a.sound < b.sound
      union all
      select 'b:' || ${year} || least(${month}, ${day}) || greatest(${month}, ${day}) || ':' || sound
        from sounds where ${isKnown}
      union all
      select 'y:' || ${year} || ':' || min(sound) from sounds having count(*) = 1
    $$
  `);
  await runner.query(`revoke all on function core.identity_keys(text, text, ${type}) from public`);
}
