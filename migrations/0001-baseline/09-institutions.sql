-- Each institution's own records, in its own schema.

create table caritas.counselling_episode (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  episode_number text not null,
  started_on date not null,
  ended_on date,
  topic text not null,
  intensity text,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_cc514ca3a0e92dd7f5ba87ccedb" primary key (id),
  constraint counselling_episode_natural_key unique (episode_number)
);
create index counselling_episode_by_person on caritas.counselling_episode (person_id, started_on desc nulls last, id);

create table caritas.counselling_note (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  note_number text not null,
  written_on date not null,
  text text not null,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_51ec416758414147455c6b1289d" primary key (id),
  constraint counselling_note_natural_key unique (note_number)
);
create index counselling_note_by_person on caritas.counselling_note (person_id, written_on desc nulls last, id);

create table city.language_course (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  course_number text not null,
  title text not null,
  audience text,
  level text,
  provider text,
  place text,
  starts_on date,
  ends_on date,
  status text not null,
  decided jsonb,
  constraint "PK_a132cf03b3015bc19d9ca274dec" primary key (id),
  constraint language_course_natural_key unique (course_number)
);

create table city.language_enrolment (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  course_id uuid not null,
  enrolled_on date not null,
  status text not null,
  completed_on date,
  level_reached text,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_05cc0acb2ef9a15c5ee9edb7c40" primary key (id),
  constraint language_enrolment_natural_key unique (course_id, person_id)
);
create index language_enrolment_by_person on city.language_enrolment (person_id, enrolled_on desc nulls last, id);

create table city.registration (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  registration_number text not null,
  registered_on date not null,
  deregistered_on date,
  route text,
  previous_country text,
  destination text,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_cb23dc9d28df8801b15e9e2b8d6" primary key (id),
  constraint registration_natural_key unique (registration_number)
);
create index registration_by_person on city.registration (person_id, registered_on desc nulls last, id);

create table city.residence_title (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  title_number text not null,
  title text not null,
  expires_on date,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_02616eafe2d29ff5abe749f4ca1" primary key (id),
  constraint residence_title_natural_key unique (title_number)
);
create index residence_title_by_person on city.residence_title (person_id, expires_on desc nulls last, id);

create table employment_agency.jobseeker_profile (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  profile_number text not null,
  registered_on date not null,
  desired_occupation text,
  weekly_hours integer,
  status text not null,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_80f8732ff7e17134e1007551124" primary key (id),
  constraint jobseeker_profile_natural_key unique (profile_number)
);
create index jobseeker_profile_by_person on employment_agency.jobseeker_profile (person_id,
  registered_on desc nulls last, id);

create table employment_agency.qualification (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  qualification_number text not null,
  title text not null,
  field text,
  country text,
  completed_on date,
  recognition text not null,
  recognised_on date,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_c8244868552c4364a5264440a66" primary key (id),
  constraint qualification_natural_key unique (qualification_number)
);
create index qualification_by_person on employment_agency.qualification (person_id, completed_on desc nulls last, id);

create table jobcenter.benefit_award (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  award_number text not null,
  valid_from date not null,
  valid_until date,
  monthly_amount_cents integer,
  sanction_percent integer,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_6875ceb9c598a898f9c985684e0" primary key (id),
  constraint benefit_award_natural_key unique (award_number)
);
create index benefit_award_by_person on jobcenter.benefit_award (person_id, valid_from desc nulls last, id);

create table jobcenter.benefit_case (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  case_number text not null,
  opened_on date not null,
  closed_on date,
  status text not null,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_81a6f731f30bc6eac954f4d1f39" primary key (id),
  constraint benefit_case_natural_key unique (case_number)
);
create index benefit_case_by_person on jobcenter.benefit_case (person_id, opened_on desc nulls last, id);

create table jobcenter.integration_agreement (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  agreement_number text not null,
  concluded_on date not null,
  review_on date,
  goal text not null,
  agreed_steps text,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_d2dea642523ce2132d3a1c6caf8" primary key (id),
  constraint integration_agreement_natural_key unique (agreement_number)
);
create index integration_agreement_by_person on jobcenter.integration_agreement (person_id,
  concluded_on desc nulls last, id);
