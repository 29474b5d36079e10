import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records that are listed for a person, with the day by which the newest comes first. */
const LISTED: readonly (readonly [table: string, day: string])[] = [
  ['core.contact_assignment', 'since'],
  ['core.language_assessment', 'assessed_on'],
  ['core.case_management', 'opened_on'],
  ['core.measure', 'planned_on'],
  ['city.registration', 'registered_on'],
  ['city.residence_title', 'expires_on'],
  ['city.language_enrolment', 'enrolled_on'],
  ['jobcenter.benefit_case', 'opened_on'],
  ['jobcenter.benefit_award', 'valid_from'],
  ['jobcenter.integration_agreement', 'concluded_on'],
  ['employment_agency.jobseeker_profile', 'registered_on'],
  ['employment_agency.qualification', 'completed_on'],
  ['caritas.counselling_episode', 'started_on'],
  ['caritas.counselling_note', 'written_on'],
];

/** A person's records come out of the index in the order in which they are listed, so that nothing sorts them. */
export class NewestRecordsFirst1795392180000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, day] of LISTED) await replace(runner, table, `person_id, ${day} desc nulls last, id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of LISTED) await replace(runner, table, 'person_id');
  }
}

async function replace(runner: QueryRunner, table: string, columns: string): Promise<void> {
  const [schema, name] = table.split('.');
  await runner.query(`drop index ${schema}.${name}_by_person`);
  await runner.query(`create index ${name}_by_person on ${table} (${columns})`);
}
