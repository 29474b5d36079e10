import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a consent tells besides its scope: the wording, exceptions, the data's period, the request, and how it was captured. */
export class ConsentRegistry1795392010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table core.consent
        add column text_ids uuid array not null default '{}',
        add column exceptions jsonb not null default '[]',
        add column data_from date,
        add column data_until date,
        add column erase_by date,
        add column requested_by text,
        add column requested_at timestamptz,
        add column request_reason text,
        add column channel text not null default 'PORTAL',
        add column captured_by_actor text,
        add column interpreter text,
        add column checked_by_actor text,
        add column checked_at timestamptz,
        add column scan_id uuid,
        add column given_by text not null default 'PERSON',
        add column secrecy_release boolean not null default false,
        add column end_reason text
    `);
    await runner.query(`
      alter table core.consent_grant
        add column data_from date,
        add column data_until date,
        add column released boolean not null default true,
        add column secrecy_released boolean not null default false
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Locks of record tables look at grants.
    await runner.query(`
      alter table core.consent_grant drop column data_from cascade, drop column data_until cascade,
        drop column released cascade, drop column secrecy_released cascade
    `);
    await runner.query(`
      alter table core.consent
        drop column text_ids, drop column exceptions, drop column data_from, drop column data_until,
        drop column erase_by, drop column requested_by, drop column requested_at, drop column request_reason,
        drop column channel, drop column captured_by_actor, drop column interpreter, drop column checked_by_actor,
        drop column checked_at, drop column scan_id, drop column given_by, drop column secrecy_release,
        drop column end_reason
    `);
  }
}
