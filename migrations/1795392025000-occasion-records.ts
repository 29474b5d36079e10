import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an institution should not do a second time: language assessments, cases, measures. The locks follow from the declarations. */
export class OccasionRecords1795392025000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.language_assessment (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        institution text not null,
        disputes jsonb,
        restricted_at timestamptz,
        assessment_number text not null,
        assessed_on date not null,
        method text not null,
        language text not null,
        listening text,
        reading text,
        speaking text,
        writing text,
        constraint language_assessment_natural_key unique (institution, assessment_number),
        constraint "PK_1f7282034a70366b71909e09101" primary key (id)
      )
    `);
    await runner.query(`
      create table core.case_management (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        institution text not null,
        disputes jsonb,
        restricted_at timestamptz,
        case_number text not null,
        opened_on date not null,
        phase text not null,
        goal text,
        closed_on date,
        constraint case_management_natural_key unique (institution, case_number),
        constraint "PK_96c946f685dafec28eeb136dcb2" primary key (id)
      )
    `);
    await runner.query(`
      create table core.measure (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        institution text not null,
        disputes jsonb,
        restricted_at timestamptz,
        measure_number text not null,
        kind text not null,
        title text not null,
        planned_on date not null,
        starts_on date,
        ends_on date,
        status text not null,
        provider text,
        constraint measure_natural_key unique (institution, measure_number),
        constraint "PK_ddc1ad2a86717cedc808809423e" primary key (id)
      )
    `);
    for (const table of ['language_assessment', 'case_management', 'measure']) {
      await runner.query(`create index ${table}_by_person on core.${table} (person_id)`);
      await runner.query(
        `alter table core.${table} add constraint ${table}_person_fk foreign key (person_id) references core.person(id)`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['measure', 'case_management', 'language_assessment']) {
      await runner.query(`drop table core.${table} cascade`);
    }
  }
}
