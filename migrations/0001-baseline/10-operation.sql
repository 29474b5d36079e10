-- Imports, repeated requests and live events.

create unlogged sequence core.announcement_id_seq
    start with 1
    increment by 1
    no minvalue
    no maxvalue
    cache 1;

create unlogged table core.announcement (
  id bigint not null,
  message text not null,
  constraint announcement_pk primary key (id)
);
alter sequence core.announcement_id_seq owned by core.announcement.id;
alter table core.announcement alter column id set default nextval('core.announcement_id_seq'::regclass);

create table core.idempotency_key (
  institution text not null,
  key text not null,
  operation text not null,
  input_hash text not null,
  record_id uuid not null,
  used_at timestamp with time zone default now() not null,
  caller text not null,
  constraint "PK_2266ec1388c5f1b34226ec42934" primary key (institution, caller, key)
);
grant select, insert on core.idempotency_key to geleit_app;

create table core.import_run (
  id uuid default gen_random_uuid() not null,
  institution text not null,
  kind text not null,
  file_sha256 text not null,
  started_at timestamp with time zone default now() not null,
  finished_at timestamp with time zone,
  accepted integer,
  changed integer,
  unchanged integer,
  rejected integer,
  left_alone integer,
  exported_at timestamp with time zone,
  incomplete integer,
  constraint "PK_efe3e6d8cb9f51ca4e9cd1cf5d3" primary key (id)
);
create index import_run_by_institution on core.import_run (institution, started_at);
grant select, insert, update on core.import_run to geleit_app;
