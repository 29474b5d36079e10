-- Booklets with their codes, and the links by which institutions file a person.

create table core.link (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  institution text not null,
  state text not null,
  way text not null,
  booklet_id uuid,
  booklet_number text,
  file_number text not null,
  requested_by text not null,
  requested_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone,
  confirmation text,
  document_check text,
  confirmed_by text,
  confirmed_at timestamp with time zone,
  move_id uuid,
  ended_at timestamp with time zone,
  ended_by text,
  ended_by_institution text,
  constraint link_pk primary key (id)
);
create index link_by_booklet on core.link (booklet_id);
create index link_by_institution on core.link (institution, requested_at);
create index link_by_person on core.link (person_id, requested_at);
grant select on core.link to geleit_app;

create table core.booklet (
  id uuid default gen_random_uuid() not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  person_id uuid not null,
  institution text not null,
  booklet_number text,
  status text not null,
  issued_on date,
  declined_reason text,
  disputes jsonb,
  restricted_at timestamp with time zone,
  decided jsonb,
  constraint "PK_e44e0cfd9409098c27af0f12d07" primary key (id),
  constraint booklet_by_booklet_number unique (booklet_number),
  constraint booklet_natural_key unique (institution, person_id)
);
create index booklet_by_person on core.booklet (person_id);

create table core.booklet_code (
  hash bytea not null,
  booklet_id uuid not null,
  kind text not null,
  issued_at timestamp with time zone default now() not null,
  issued_by text not null,
  revoked_at timestamp with time zone,
  revoked_because text,
  constraint booklet_code_pk primary key (hash)
);
create index booklet_code_by_booklet on core.booklet_code (booklet_id);

create table core.rate_limit (
  key character varying(255) not null,
  points integer default 0 not null,
  expire bigint,
  constraint rate_limit_pk primary key (key)
);
grant select, insert, update on core.rate_limit to geleit_app;
