import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The records of city, jobcenter, employment agency and Caritas. The locks follow from the declarations. */
export class RecordsOfInstitutions1795392003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table city.registration (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        registration_number text not null,
        registered_on date not null,
        deregistered_on date,
        route text,
        previous_country text,
        destination text,
        constraint registration_natural_key unique (registration_number),
        constraint "PK_cb23dc9d28df8801b15e9e2b8d6" primary key (id)
      )
    `);
    await runner.query(`create index registration_by_person on city.registration (person_id)`);
    await runner.query(`
      create table city.residence_title (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        title_number text not null,
        title text not null,
        expires_on date,
        constraint residence_title_natural_key unique (title_number),
        constraint "PK_02616eafe2d29ff5abe749f4ca1" primary key (id)
      )
    `);
    await runner.query(`create index residence_title_by_person on city.residence_title (person_id)`);
    await runner.query(`
      create table city.language_course (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        course_number text not null,
        title text not null,
        audience text,
        level text,
        provider text,
        place text,
        starts_on date,
        ends_on date,
        status text not null,
        constraint language_course_natural_key unique (course_number),
        constraint "PK_a132cf03b3015bc19d9ca274dec" primary key (id)
      )
    `);
    await runner.query(`
      create table city.language_enrolment (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        course_id uuid not null,
        enrolled_on date not null,
        status text not null,
        completed_on date,
        level_reached text,
        constraint language_enrolment_natural_key unique (course_id, person_id),
        constraint "PK_05cc0acb2ef9a15c5ee9edb7c40" primary key (id)
      )
    `);
    await runner.query(`create index language_enrolment_by_person on city.language_enrolment (person_id)`);
    await runner.query(`
      create table jobcenter.benefit_case (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        case_number text not null,
        opened_on date not null,
        closed_on date,
        status text not null,
        constraint benefit_case_natural_key unique (case_number),
        constraint "PK_81a6f731f30bc6eac954f4d1f39" primary key (id)
      )
    `);
    await runner.query(`create index benefit_case_by_person on jobcenter.benefit_case (person_id)`);
    await runner.query(`
      create table jobcenter.benefit_award (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        award_number text not null,
        valid_from date not null,
        valid_until date,
        monthly_amount_cents integer,
        sanction_percent integer,
        constraint benefit_award_natural_key unique (award_number),
        constraint "PK_6875ceb9c598a898f9c985684e0" primary key (id)
      )
    `);
    await runner.query(`create index benefit_award_by_person on jobcenter.benefit_award (person_id)`);
    await runner.query(`
      create table jobcenter.integration_agreement (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        agreement_number text not null,
        concluded_on date not null,
        review_on date,
        goal text not null,
        agreed_steps text,
        constraint integration_agreement_natural_key unique (agreement_number),
        constraint "PK_d2dea642523ce2132d3a1c6caf8" primary key (id)
      )
    `);
    await runner.query(`create index integration_agreement_by_person on jobcenter.integration_agreement (person_id)`);
    await runner.query(`
      create table employment_agency.jobseeker_profile (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        profile_number text not null,
        registered_on date not null,
        desired_occupation text,
        weekly_hours integer,
        status text not null,
        constraint jobseeker_profile_natural_key unique (profile_number),
        constraint "PK_80f8732ff7e17134e1007551124" primary key (id)
      )
    `);
    await runner.query(`create index jobseeker_profile_by_person on employment_agency.jobseeker_profile (person_id)`);
    await runner.query(`
      create table employment_agency.qualification (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        qualification_number text not null,
        title text not null,
        field text,
        country text,
        completed_on date,
        recognition text not null,
        recognised_on date,
        constraint qualification_natural_key unique (qualification_number),
        constraint "PK_c8244868552c4364a5264440a66" primary key (id)
      )
    `);
    await runner.query(`create index qualification_by_person on employment_agency.qualification (person_id)`);
    await runner.query(`
      create table caritas.counselling_episode (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        episode_number text not null,
        started_on date not null,
        ended_on date,
        topic text not null,
        intensity text,
        constraint counselling_episode_natural_key unique (episode_number),
        constraint "PK_cc514ca3a0e92dd7f5ba87ccedb" primary key (id)
      )
    `);
    await runner.query(`create index counselling_episode_by_person on caritas.counselling_episode (person_id)`);
    await runner.query(`
      create table caritas.counselling_note (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        note_number text not null,
        written_on date not null,
        text text not null,
        constraint counselling_note_natural_key unique (note_number),
        constraint "PK_51ec416758414147455c6b1289d" primary key (id)
      )
    `);
    await runner.query(`create index counselling_note_by_person on caritas.counselling_note (person_id)`);
    await runner.query(
      `alter table city.registration add constraint registration_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table city.residence_title add constraint residence_title_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table city.language_enrolment add constraint language_enrolment_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table city.language_enrolment add constraint language_enrolment_course_id_fk foreign key (course_id) references city.language_course(id)`,
    );
    await runner.query(
      `alter table jobcenter.benefit_case add constraint benefit_case_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table jobcenter.benefit_award add constraint benefit_award_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table jobcenter.integration_agreement add constraint integration_agreement_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table employment_agency.jobseeker_profile add constraint jobseeker_profile_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table employment_agency.qualification add constraint qualification_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table caritas.counselling_episode add constraint counselling_episode_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table caritas.counselling_note add constraint counselling_note_person_fk foreign key (person_id) references core.person(id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    // Locks of one table look at others.
    await runner.query('drop table caritas.counselling_note cascade');
    await runner.query('drop table caritas.counselling_episode cascade');
    await runner.query('drop table employment_agency.qualification cascade');
    await runner.query('drop table employment_agency.jobseeker_profile cascade');
    await runner.query('drop table jobcenter.integration_agreement cascade');
    await runner.query('drop table jobcenter.benefit_award cascade');
    await runner.query('drop table jobcenter.benefit_case cascade');
    await runner.query('drop table city.language_enrolment cascade');
    await runner.query('drop table city.language_course cascade');
    await runner.query('drop table city.residence_title cascade');
    await runner.query('drop table city.registration cascade');
  }
}
