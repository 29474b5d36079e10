-- Requests of persons about their data, what was erased, and what a restored backup must not open again.

create sequence core.closing_id_seq
    start with 1
    increment by 1
    no minvalue
    no maxvalue
    cache 1;

create table core.rights_request (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  person_id uuid not null,
  institution text not null,
  kind text not null,
  state text default 'OPEN'::text not null,
  record_type text,
  record_table text,
  record_id uuid,
  field text,
  created_at timestamp with time zone default now() not null,
  due_at timestamp with time zone not null,
  extension_reason text,
  answered_at timestamp with time zone,
  answered_by text,
  reason_code text,
  legal_basis text,
  answer text,
  lift_at timestamp with time zone,
  outcome jsonb,
  constraint rights_request_pk primary key (id)
);
create index rights_request_by_institution on core.rights_request (institution, due_at);
create index rights_request_by_person on core.rights_request (person_id, created_at);
grant select, insert (id, person_id, institution, kind, record_type, record_table, record_id, field, due_at),
  update (version, state, due_at, extension_reason, answered_at, answered_by, reason_code, legal_basis, answer,
  lift_at, outcome) on core.rights_request to geleit_app;

create table core.backup_taken (
  id uuid not null,
  taken_at timestamp with time zone not null,
  constraint backup_taken_pk primary key (id)
);

create table core.closing (
  id bigint not null,
  tx bigint default core.current_tx() not null,
  at timestamp with time zone default now() not null,
  fact jsonb not null,
  constraint closing_pk primary key (id)
);
alter sequence core.closing_id_seq owned by core.closing.id;
alter table core.closing alter column id set default nextval('core.closing_id_seq'::regclass);
create index closing_by_tx on core.closing (tx);

create table core.erased_source (
  mark bytea not null,
  institution text not null,
  record_table text not null,
  erased_on date not null,
  constraint erased_source_pk primary key (mark)
);
create index erased_source_by_institution on core.erased_source (institution, record_table, erased_on);

create table core.erasure_key (
  inner_pad bytea not null,
  outer_pad bytea not null,
  constraint erasure_key_pk primary key (inner_pad)
);

create table core.rights_notice (
  id uuid default gen_random_uuid() not null,
  request_id uuid not null,
  person_id uuid not null,
  institution text not null,
  kind text not null,
  author text not null,
  record_type text not null,
  field text,
  first_received_at timestamp with time zone not null,
  last_received_at timestamp with time zone not null,
  created_at timestamp with time zone default now() not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by text,
  constraint rights_notice_pk primary key (id),
  constraint rights_notice_step unique (request_id, record_type, institution)
);
create index rights_notice_by_institution on core.rights_notice (institution, created_at);
create index rights_notice_by_person on core.rights_notice (person_id, created_at);
grant select, update (acknowledged_at, acknowledged_by) on core.rights_notice to geleit_app;

create table core.rights_request_content (
  request_id uuid not null,
  person_id uuid not null,
  institution text not null,
  words text,
  proposed_value text,
  constraint rights_request_content_pk primary key (request_id)
);
create index rights_request_content_by_person on core.rights_request_content (person_id);
grant select, insert on core.rights_request_content to geleit_app;
