-- Persons, under which ids they go on, who represents them, and what identifies them.

create table core.person_move (
  id uuid default gen_random_uuid() not null,
  kind text not null,
  from_person uuid not null,
  to_person uuid not null,
  institution text,
  actor text not null,
  actor_institution text,
  at timestamp with time zone default now() not null,
  undone_by uuid,
  constraint person_move_pk primary key (id)
);
create index person_move_by_from_person on core.person_move (from_person);
create index person_move_by_to_person on core.person_move (to_person);
grant select on core.person_move to geleit_app;

create table core.contact (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  institution text not null,
  street text,
  postal_code text,
  town text,
  phone text,
  email text,
  preferred_language text,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_2cbbe00f59ab6b3bb5b8d19f989" primary key (id),
  constraint contact_natural_key unique (institution, person_id)
);
create index contact_by_person on core.contact (person_id);

create table core.household_membership (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  institution text not null,
  household_number text not null,
  household_kind text not null,
  relationship text,
  since date,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_f15e5753731ec832cb6366a8219" primary key (id),
  constraint household_membership_natural_key unique (institution, household_number, person_id)
);
create index household_membership_by_person on core.household_membership (person_id);

create table core.identity (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  institution text not null,
  given_name text,
  family_name text,
  name_key text,
  birth_date text not null,
  sex text,
  nationality text,
  given_sounds text,
  family_sounds text,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  given_key text,
  constraint "PK_ff16a44186b286d5e626178f726" primary key (id),
  constraint identity_natural_key unique (institution, person_id)
);
create index identity_by_institution_name_key_birth_date on core.identity (institution, name_key, birth_date);
create index identity_by_person on core.identity (person_id);

create table core.person (
  id uuid default gen_random_uuid() not null,
  created_by text not null,
  created_at timestamp with time zone default now() not null,
  merged_into uuid,
  constraint "PK_5fdaf670315c4b7e70cce85daa3" primary key (id)
);
grant select, insert on core.person to geleit_app;

create table core.person_alias (
  move_id uuid not null,
  former_id uuid not null,
  person_id uuid not null,
  institution text,
  since timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  constraint person_alias_pk primary key (move_id)
);
create index person_alias_by_former_id on core.person_alias (former_id);
create index person_alias_by_person_id on core.person_alias (person_id);
grant select on core.person_alias to geleit_app;

create table core.person_link (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  institution text not null,
  file_number text not null,
  since date,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_b3aac1de465dad1451887828f2c" primary key (id),
  constraint person_link_by_institution_person_id unique (institution, person_id),
  constraint person_link_natural_key unique (institution, file_number)
);
create index person_link_by_person on core.person_link (person_id);

create table core.person_move_row (
  move_id uuid not null,
  table_name text not null,
  row_id uuid not null,
  kept boolean not null,
  sure boolean default true not null,
  constraint person_move_row_pk primary key (move_id, table_name, row_id)
);

create table core.person_table (
  name text not null,
  author text,
  author_column text,
  moves_on text[] not null,
  natural_key text[],
  constraint person_table_pk primary key (name)
);

create table core.representation (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  guardian uuid not null,
  guardian_name text not null,
  kind text not null,
  document text not null,
  institution text not null,
  actor text not null,
  recorded_at timestamp with time zone default now() not null,
  valid_until timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by text,
  revoke_reason text,
  constraint representation_pk primary key (id)
);
create index representation_by_guardian on core.representation (guardian);
create index representation_by_person on core.representation (person_id, guardian);
grant select, insert, update (revoked_at, revoked_by, revoke_reason) on core.representation to geleit_app;
