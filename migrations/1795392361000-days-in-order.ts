import type { MigrationInterface, QueryRunner } from 'typeorm';

/** No end lies before its beginning. */
const PERIODS: readonly (readonly [table: string, from: string, until: string])[] = [
  ['core.case_management', 'opened_on', 'closed_on'],
  ['core.measure', 'starts_on', 'ends_on'],
  ['city.registration', 'registered_on', 'deregistered_on'],
  ['city.language_course', 'starts_on', 'ends_on'],
  ['city.language_enrolment', 'enrolled_on', 'completed_on'],
  ['jobcenter.benefit_case', 'opened_on', 'closed_on'],
  ['jobcenter.benefit_award', 'valid_from', 'valid_until'],
  ['jobcenter.integration_agreement', 'concluded_on', 'review_on'],
  ['employment_agency.qualification', 'completed_on', 'recognised_on'],
  ['caritas.counselling_episode', 'started_on', 'ended_on'],
];

/**
 * Days are days of the calendar in Germany, whatever the zone of a session, and stand in order. Rules stand in triggers on the
 * columns and not in check constraints: rows that came before them must still move with a merge, or be restricted.
 */
export class DaysInOrder1795392361000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.today() returns date language sql stable parallel safe
      as $$ select (now() at time zone 'Europe/Berlin')::date $$
    `);
    await replaceInFunctions(runner, 'current_date', 'core.today()');
    await runner.query(`
      create function core.refuse_day() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        raise exception 'geleit: a day is out of order' using errcode = '23514', schema = tg_table_schema,
          table = tg_table_name, constraint = tg_table_name || '_' || tg_argv[0];
      end $$
    `);
    for (const [table, from, until] of PERIODS) {
      await runner.query(`
        create trigger ${until}_in_order before insert or update of ${from}, ${until} on ${table}
          for each row when (new.${until} < new.${from}) execute function core.refuse_day('${until}_in_order')
      `);
    }
    await runner.query(`
      create trigger birth_date_in_past before insert or update of birth_date on core.identity
        for each row when (new.birth_date > core.today()) execute function core.refuse_day('birth_date_in_past')
    `);
    await birthDays(runner, 'where person_id = person and birth_date <= core.today()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await birthDays(runner, 'where person_id = person');
    await runner.query('drop trigger birth_date_in_past on core.identity');
    for (const [table, , until] of PERIODS) await runner.query(`drop trigger ${until}_in_order on ${table}`);
    await runner.query('drop function core.refuse_day()');
    await replaceInFunctions(runner, 'core.today()', 'current_date');
    await runner.query('drop function core.today()');
  }
}

/** A birth in the future makes nobody a minor: it is a mistake, and the day unknown. */
async function birthDays(runner: QueryRunner, where: string): Promise<void> {
  await runner.query(`
    create or replace function core.birth_days(person uuid, out earliest date, out latest date)
    language sql stable security definer set search_path = pg_catalog as $$
      -- Institutions may have recorded different days; unknown stays null.
      select min(birth_date), max(birth_date) from core.identity ${where}
    $$
  `);
}

async function replaceInFunctions(runner: QueryRunner, from: string, to: string): Promise<void> {
  const found = (await runner.query(
    `select pg_get_functiondef(p.oid) as definition from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'core' and p.proname <> 'today' and position($1 in p.prosrc) > 0`,
    [from],
  )) as { definition: string }[];
  for (const { definition } of found) await runner.query(definition.replaceAll(from, to));
}
