-- Consents with their history, what they open now, and what follows from a withdrawal.

create table core.consent_grant (
  person_id uuid not null,
  recipient text not null,
  purpose text not null,
  category text not null,
  consent_id uuid not null,
  consent_version integer not null,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  ended text,
  data_from date,
  data_until date,
  released boolean default true not null,
  secrecy_released boolean default false not null,
  released_by text[] default '{}'::text[] not null,
  agreed_until timestamp with time zone,
  constraint "PK_e723a7250306a234bf56248bd6a" primary key (person_id, recipient, purpose, category, consent_id,
    valid_from)
) with (fillfactor='80');
create index consent_grant_by_consent on core.consent_grant (consent_id);
create index consent_grant_by_recipient on core.consent_grant (recipient, person_id);
grant select on core.consent_grant to geleit_app;

create table core.consent (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  version integer default 1 not null,
  state text not null,
  recipients text[] not null,
  categories text[] not null,
  purposes text[] not null,
  given_at timestamp with time zone,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  ended_at timestamp with time zone,
  captured_by text,
  consent_number text,
  language text,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  text_ids uuid[] default '{}'::uuid[] not null,
  exceptions jsonb default '[]'::jsonb not null,
  data_from date,
  data_until date,
  erase_by date,
  requested_by text,
  requested_at timestamp with time zone,
  request_reason text,
  channel text default 'PORTAL'::text not null,
  captured_by_actor text,
  interpreter text,
  checked_by_actor text,
  checked_at timestamp with time zone,
  scan_id uuid,
  given_by text default 'PERSON'::text not null,
  secrecy_release boolean default false not null,
  end_reason text,
  guardian text,
  represented_until timestamp with time zone,
  agreed_by_person_at timestamp with time zone,
  agreed_by_guardian_at timestamp with time zone,
  agreed_guardian uuid,
  agreed_until timestamp with time zone,
  excepts_from timestamp with time zone,
  withdrawn jsonb default '[]'::jsonb not null,
  constraint "PK_9115e8d6b082d4fc46d56134d29" primary key (id),
  constraint consent_natural_key unique (captured_by, consent_number)
);
create index consent_by_end on core.consent (valid_until) where (state = any (array['GIVEN'::text, 'RENEWED'::text]));
create index consent_by_erasure on core.consent (erase_by) where (erase_by is not null);
create index consent_by_person on core.consent (person_id, recorded_at);
create index consent_by_time on core.consent (recorded_at, id);
create index consent_with_exceptions on core.consent (person_id) where (exceptions <> '[]'::jsonb);
grant select, insert, update on core.consent to geleit_app;

create table core.consent_text (
  id uuid default gen_random_uuid() not null,
  purpose text not null,
  language text not null,
  version integer not null,
  change text not null,
  title text not null,
  body text not null,
  if_refused text not null,
  rights text not null,
  hash text not null,
  binding_hash text,
  state text default 'DRAFT'::text not null,
  author text not null,
  created_at timestamp with time zone default now() not null,
  reviewed_by text,
  reviewed_at timestamp with time zone,
  activated_at timestamp with time zone,
  retired_at timestamp with time zone,
  author_institution text,
  reviewed_institution text,
  constraint consent_text_four_eyes check ((reviewed_by <> author)),
  constraint consent_text_reviewed check (((state = 'DRAFT'::text) or (reviewed_at is not null))),
  constraint consent_text_two_institutions check (((reviewed_at is null) or ((state <> 'DRAFT'::text)
    and (author_institution is null)) or ((reviewed_by is not null)
    and coalesce((reviewed_institution <> author_institution), false)))),
  constraint "PK_consent_text" primary key (id),
  constraint consent_text_natural_key unique (purpose, language, version)
);
grant select, insert, update (reviewed_by, reviewed_at, reviewed_institution) on core.consent_text to geleit_app;

create table core.consent_event (
  consent_id uuid not null,
  version integer not null,
  person_id uuid not null,
  state_before text,
  state_after text not null,
  at timestamp with time zone default now() not null,
  actor text not null,
  institution text,
  snapshot jsonb not null,
  constraint "PK_3c9bcc191c1b2ba86010443a1a0" primary key (consent_id, version)
);
create index consent_event_by_person on core.consent_event (person_id, at);
create index consent_event_by_time on core.consent_event using brin (at);
grant select on core.consent_event to geleit_app;

create table core.clock_mark (
  name text not null,
  at timestamp with time zone not null,
  id uuid not null,
  constraint clock_mark_pk primary key (name)
);

create table core.consent_receipt (
  id uuid not null,
  consent_id uuid not null,
  version integer not null,
  person_id uuid not null,
  state text not null,
  issued_at timestamp with time zone not null,
  key_id text not null,
  jws text not null,
  constraint consent_receipt_pk primary key (id),
  constraint consent_receipt_step unique (consent_id, version)
);
create index consent_receipt_by_person on core.consent_receipt (person_id);
grant select, insert on core.consent_receipt to geleit_app;

create table core.consent_scan (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  institution text not null,
  actor text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  content bytea not null,
  recorded_at timestamp with time zone default now() not null,
  constraint consent_scan_whole check (((size = length(content)) and (sha256 = encode(sha256(content), 'hex'::text)))),
  constraint "PK_consent_scan" primary key (id)
);
create index consent_scan_by_person on core.consent_scan (person_id);
grant select, insert on core.consent_scan to geleit_app;

create table core.transfer (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  consent_id uuid not null,
  recipient text not null,
  categories text[] not null,
  institution text,
  actor text not null,
  law text not null,
  notice text not null,
  notice_de text not null,
  transferred_at timestamp with time zone default now() not null,
  constraint "PK_fd9ddbdd49a17afcbe014401295" primary key (id)
);
create index transfer_by_consent on core.transfer (consent_id);
create index transfer_by_person on core.transfer (person_id);
grant select, insert on core.transfer to geleit_app;

create table core.withdrawal_task (
  id uuid default gen_random_uuid() not null,
  consent_id uuid not null,
  consent_version integer not null,
  person_id uuid not null,
  institution text not null,
  categories text[] not null,
  purposes text[] not null,
  first_received_at timestamp with time zone not null,
  last_received_at timestamp with time zone not null,
  created_at timestamp with time zone default now() not null,
  due_at timestamp with time zone not null,
  measure text,
  legal_reason text,
  acknowledged_at timestamp with time zone,
  acknowledged_by text,
  due_announced_at timestamp with time zone,
  cause text default 'WITHDRAWAL'::text not null,
  constraint withdrawal_task_pk primary key (id),
  constraint withdrawal_task_step unique (consent_id, consent_version, institution, cause)
);
create index withdrawal_task_by_institution on core.withdrawal_task (institution, created_at);
create index withdrawal_task_by_person on core.withdrawal_task (person_id, created_at);
create index withdrawal_task_unannounced on core.withdrawal_task (due_at) where ((acknowledged_at is null)
  and (due_announced_at is null));
grant select, update (measure, legal_reason, acknowledged_at, acknowledged_by) on core.withdrawal_task to geleit_app;
