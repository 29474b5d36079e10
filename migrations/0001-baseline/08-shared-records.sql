-- Records that every institution keeps of its own.

create table core.case_management (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  institution text not null,
  disputes jsonb,
  restricted_at timestamp with time zone,
  case_number text not null,
  opened_on date not null,
  phase text not null,
  goal text,
  closed_on date,
  decided jsonb,
  constraint "PK_96c946f685dafec28eeb136dcb2" primary key (id),
  constraint case_management_natural_key unique (institution, case_number)
);
create index case_management_by_person on core.case_management (person_id, opened_on desc nulls last, id);

create table core.contact_assignment (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  institution text not null,
  contact_person_id uuid not null,
  since date,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_64f3455f65a490ceab4a63e4168" primary key (id),
  constraint contact_assignment_natural_key unique (institution, contact_person_id, person_id)
);
create index contact_assignment_by_person on core.contact_assignment (person_id, since desc nulls last, id);

create table core.contact_person (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  institution text not null,
  code text not null,
  display_name text not null,
  function text,
  office_id uuid,
  phone text,
  email text,
  decided jsonb,
  constraint "PK_12d9c34f76290c4e2ad2aa5e33f" primary key (id),
  constraint contact_person_natural_key unique (institution, code)
);

create table core.language_assessment (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  institution text not null,
  disputes jsonb,
  restricted_at timestamp with time zone,
  assessment_number text not null,
  assessed_on date not null,
  method text not null,
  language text not null,
  listening text,
  reading text,
  speaking text,
  writing text,
  decided jsonb,
  constraint "PK_1f7282034a70366b71909e09101" primary key (id),
  constraint language_assessment_natural_key unique (institution, assessment_number)
);
create index language_assessment_by_person on core.language_assessment (person_id, assessed_on desc nulls last, id);

create table core.measure (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  institution text not null,
  disputes jsonb,
  restricted_at timestamp with time zone,
  measure_number text not null,
  kind text not null,
  title text not null,
  planned_on date not null,
  starts_on date,
  ends_on date,
  status text not null,
  provider text,
  decided jsonb,
  constraint "PK_ddc1ad2a86717cedc808809423e" primary key (id),
  constraint measure_natural_key unique (institution, measure_number)
);
create index measure_by_person on core.measure (person_id, planned_on desc nulls last, id);

create table core.office (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  institution text not null,
  code text not null,
  name text not null,
  street text,
  postal_code text,
  town text,
  phone text,
  opening_hours text,
  decided jsonb,
  constraint "PK_200185316ba169fda17e3b6ba00" primary key (id),
  constraint office_natural_key unique (institution, code)
);
