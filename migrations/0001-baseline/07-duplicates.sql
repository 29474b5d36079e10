-- Registrations that may be of one person, and who decided what about them.

create table core.duplicate_pair (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  person_a uuid not null,
  person_b uuid not null,
  state text default 'OPEN'::text not null,
  found_at timestamp with time zone default now() not null,
  survivor uuid,
  reason text,
  decided_at timestamp with time zone,
  decided_by text,
  decided_institution text,
  move_id uuid,
  confirmed uuid[] default '{}'::uuid[] not null,
  threshold integer not null,
  by_identity boolean not null,
  constraint duplicate_pair_once unique (person_a, person_b),
  constraint duplicate_pair_pk primary key (id)
);
create index duplicate_pair_by_b on core.duplicate_pair (person_b);
create index duplicate_pair_by_state on core.duplicate_pair (state, found_at, id);
grant select, update (version, state, survivor, reason) on core.duplicate_pair to geleit_app;

create table core.duplicate_agreement (
  pair_id uuid not null,
  category text not null,
  source_a uuid not null,
  source_b uuid not null,
  points integer not null,
  reasons text[] not null,
  found_at timestamp with time zone default now() not null,
  constraint duplicate_agreement_pk primary key (pair_id, category, source_a, source_b)
);
grant select on core.duplicate_agreement to geleit_app;

create table core.duplicate_decision (
  pair_id uuid not null,
  version integer not null,
  state text not null,
  actor text not null,
  institution text,
  reason text not null,
  at timestamp with time zone default now() not null,
  constraint duplicate_decision_pk primary key (pair_id, version)
);
grant select on core.duplicate_decision to geleit_app;

create table core.duplicate_reviewer (
  institution text not null,
  role text not null,
  constraint duplicate_reviewer_pk primary key (institution, role)
);
grant select on core.duplicate_reviewer to geleit_app;

create table core.match_key (
  key text not null,
  source_id uuid not null,
  person_id uuid not null,
  constraint match_key_pk primary key (key, source_id)
);
create index match_key_by_person on core.match_key (person_id);
create index match_key_by_source on core.match_key (source_id);

create table core.match_task (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  since timestamp with time zone default now() not null,
  constraint match_task_pk primary key (id)
);
create index match_task_by_since on core.match_task (since);
