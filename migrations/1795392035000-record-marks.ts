import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every table of records about persons, known by the constraint that all of them have. */
const RECORD_TABLES = `
  select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('core', 'city', 'jobcenter', 'employment_agency', 'caritas') and c.relkind = 'r'
    and c.oid <> 'core.consent'::regclass
    and exists (select from pg_constraint k where k.conrelid = c.oid and k.conname = c.relname || '_natural_key')
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped)
  order by 1`;

/**
 * The marks of the person on a record: notes that dispute it (section 84(2) SGB X) and the restriction of its processing
 * (Art. 18 GDPR). They lie in the row itself, so that they are wherever the value is.
 */
export class RecordMarks1795392035000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const tables = (await runner.query(RECORD_TABLES)) as { name: string }[];
    for (const { name } of tables) {
      await runner.query(
        `alter table ${name} add column if not exists disputes jsonb, add column if not exists restricted_at timestamptz`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = (await runner.query(RECORD_TABLES)) as { name: string }[];
    for (const { name } of tables) {
      // The read policy looks at the restriction; `geleit migrate` puts on the one of the version that runs.
      await runner.query(`drop policy if exists geleit_select on ${name}`);
      await runner.query(`alter table ${name} drop column disputes, drop column restricted_at`);
    }
  }
}
