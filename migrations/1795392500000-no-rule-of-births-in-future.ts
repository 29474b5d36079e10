import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A birth in the future, which older rows can have, gives nobody a guardian: it is a mistake, and the day unknown. */
export class NoRuleOfBirthsInFuture1795392500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await readableBirthDays(runner, ' and i.birth_date <= core.today()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await readableBirthDays(runner, '');
  }
}

async function readableBirthDays(runner: QueryRunner, past: string): Promise<void> {
  await runner.query(`
    create or replace function core.readable_birth_days(person uuid, out earliest date, out latest date)
    language sql stable as $$
      -- With the rights of the caller, so that row level security says which institutions' days count.
      select min(i.birth_date), max(i.birth_date) from core.identity i where i.person_id = person${past}
    $$
  `);
}
