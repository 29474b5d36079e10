-- The access log by months, the chain that seals it, and what is unusual in it.

create sequence core.access_entry_id_seq
    start with 1
    increment by 1
    no minvalue
    no maxvalue
    cache 1;

create table core.access_entry (
  id bigint not null,
  at timestamp with time zone default now() not null,
  tx bigint default core.current_tx() not null,
  request_id uuid not null,
  institution text,
  actor text not null,
  role text not null,
  purpose text,
  event text not null,
  person_id uuid,
  fields text[] not null,
  asked text[] not null,
  permitted jsonb not null,
  constraint "PK_730d8c01292655f383a1e10621c" primary key (id, at)
) partition by range (at);
alter table core.access_entry alter column fields set statistics 0;
alter table core.access_entry alter column asked set statistics 0;
alter table core.access_entry alter column permitted set statistics 0;
alter sequence core.access_entry_id_seq owned by core.access_entry.id;
alter table core.access_entry alter column id set default nextval('core.access_entry_id_seq'::regclass);
create index access_entry_by_time on core.access_entry using brin (at);
create index access_entry_by_person on core.access_entry (person_id, at);
create index access_entry_by_tx on core.access_entry using brin (tx);
grant select, insert (request_id, institution, actor, role, purpose, event, person_id, fields, asked, permitted)
  on core.access_entry to geleit_app;

create table core.access_horizon (
  is_only boolean default true not null,
  until_id bigint not null,
  writers text[] not null,
  constraint access_horizon_pk primary key (is_only)
);

create table core.access_seal (
  seq bigint not null,
  sealed_at timestamp with time zone default now() not null,
  from_tx bigint not null,
  until_tx bigint not null,
  entry_ids bigint[] not null,
  entry_hashes bytea[] not null,
  previous_hash bytea not null,
  hash bytea not null,
  from_id bigint,
  until_id bigint,
  cut jsonb,
  content_hash bytea,
  constraint "PK_e2c36dfa34f844f3de4e53c546e" primary key (seq)
);
alter table core.access_seal alter column entry_ids set statistics 0;
alter table core.access_seal alter column entry_hashes set statistics 0;
alter table core.access_seal alter column entry_hashes set storage external;
create index access_seal_by_until_id on core.access_seal (until_id);
create index access_seal_cuts on core.access_seal (seq) where (cut is not null);
grant select on core.access_seal to geleit_app;

create table core.pattern_finding (
  id uuid default gen_random_uuid() not null,
  institution text not null,
  actor text not null,
  role text not null,
  kind text not null,
  day date not null,
  count integer not null,
  threshold integer not null,
  state text default 'OPEN'::text not null,
  note text,
  found_at timestamp with time zone default now() not null,
  found_by text not null,
  reviewed_at timestamp with time zone,
  reviewed_by text,
  constraint pattern_finding_reviewed check ((((state = 'OPEN'::text) = (reviewed_at is null))
    and ((state = 'OPEN'::text) or (note is not null)))),
  constraint pattern_finding_once unique (institution, actor, role, kind, day),
  constraint pattern_finding_pk primary key (id)
);
create index pattern_finding_by_day on core.pattern_finding (institution, day, id);
grant select, insert, update (count, threshold, state, note, reviewed_at, reviewed_by)
  on core.pattern_finding to geleit_app;

create table core.staff_name_mark (
  institution text not null,
  actor text not null,
  day date not null,
  mark text not null,
  constraint staff_name_mark_pk primary key (institution, actor, day)
);
grant insert on core.staff_name_mark to geleit_app;

grant usage on sequence core.access_entry_id_seq to geleit_app;
