import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every institution records in a house of its own. The locks follow from the declarations. */
export class SharedRecords1795392002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.identity (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        institution text not null,
        given_name text not null,
        family_name text not null,
        name_key text not null,
        birth_date date not null,
        sex text,
        nationality text,
        constraint identity_natural_key unique (institution, person_id),
        constraint "PK_ff16a44186b286d5e626178f726" primary key (id)
      )
    `);
    await runner.query(`create index identity_by_person on core.identity (person_id)`);
    await runner.query(
      `create index identity_by_institution_name_key_birth_date on core.identity (institution, name_key, birth_date)`,
    );
    await runner.query(`
      create table core.contact (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        institution text not null,
        street text,
        postal_code text,
        town text,
        phone text,
        email text,
        preferred_language text,
        constraint contact_natural_key unique (institution, person_id),
        constraint "PK_2cbbe00f59ab6b3bb5b8d19f989" primary key (id)
      )
    `);
    await runner.query(`create index contact_by_person on core.contact (person_id)`);
    await runner.query(`
      create table core.household_membership (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        institution text not null,
        household_number text not null,
        household_kind text not null,
        relationship text,
        since date,
        constraint household_membership_natural_key unique (institution, household_number, person_id),
        constraint "PK_f15e5753731ec832cb6366a8219" primary key (id)
      )
    `);
    await runner.query(`create index household_membership_by_person on core.household_membership (person_id)`);
    await runner.query(`
      create table core.booklet (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        institution text not null,
        booklet_number text,
        status text not null,
        issued_on date,
        declined_reason text,
        constraint booklet_natural_key unique (institution, person_id),
        constraint booklet_by_booklet_number unique (booklet_number),
        constraint "PK_e44e0cfd9409098c27af0f12d07" primary key (id)
      )
    `);
    await runner.query(`create index booklet_by_person on core.booklet (person_id)`);
    await runner.query(`
      create table core.office (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        institution text not null,
        code text not null,
        name text not null,
        street text,
        postal_code text,
        town text,
        phone text,
        opening_hours text,
        constraint office_natural_key unique (institution, code),
        constraint "PK_200185316ba169fda17e3b6ba00" primary key (id)
      )
    `);
    await runner.query(`
      create table core.contact_person (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        institution text not null,
        code text not null,
        display_name text not null,
        "function" text,
        office_id uuid,
        phone text,
        email text,
        constraint contact_person_natural_key unique (institution, code),
        constraint "PK_12d9c34f76290c4e2ad2aa5e33f" primary key (id)
      )
    `);
    await runner.query(`
      create table core.contact_assignment (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        institution text not null,
        contact_person_id uuid not null,
        since date,
        constraint contact_assignment_natural_key unique (institution, contact_person_id, person_id),
        constraint "PK_64f3455f65a490ceab4a63e4168" primary key (id)
      )
    `);
    await runner.query(`create index contact_assignment_by_person on core.contact_assignment (person_id)`);
    await runner.query(
      `alter table core.identity add constraint identity_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table core.contact add constraint contact_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table core.household_membership add constraint household_membership_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table core.booklet add constraint booklet_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table core.contact_person add constraint contact_person_office_id_fk foreign key (office_id) references core.office(id)`,
    );
    await runner.query(
      `alter table core.contact_assignment add constraint contact_assignment_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table core.contact_assignment add constraint contact_assignment_contact_person_id_fk foreign key (contact_person_id) references core.contact_person(id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    // Locks of one table look at others.
    await runner.query('drop table core.contact_assignment cascade');
    await runner.query('drop table core.contact_person cascade');
    await runner.query('drop table core.office cascade');
    await runner.query('drop table core.booklet cascade');
    await runner.query('drop table core.household_membership cascade');
    await runner.query('drop table core.contact cascade');
    await runner.query('drop table core.identity cascade');
  }
}
