import type { MigrationInterface, QueryRunner } from 'typeorm';

const STAFF = `(select current_setting('geleit.role') in ('counsellor', 'case-manager'))`;
const SELF = `person_id = (select nullif(core.setting('person'), '-')::uuid)`;
const INSTITUTION = `institution = (select current_setting('geleit.institution'))`;

/** Requests of persons about their data, what the person says in them, and the marks on records that follow from them. */
export class RightsRequests1795392036000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner);
    await lockTables(runner);
    await createMarks(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy owner_rights on core.idempotency_key');
    await runner.query('drop table core.rights_notice');
    await runner.query('drop table core.rights_request_content');
    await runner.query('drop table core.rights_request');
    for (const name of [
      'rights_request_moved()',
      'rights_request_asked()',
      'rights_request_worded()',
      'rights_request_changed()',
      'rights_request_answered()',
      'mark_disputes(text, uuid, jsonb)',
      'mark_restricted(text, uuid, timestamptz)',
      'marked_record(text, uuid)',
      'record_table(text)',
    ]) {
      await runner.query(`drop function core.${name}`);
    }
  }
}

async function createTables(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table core.rights_request (
      id uuid not null default gen_random_uuid(),
      version integer not null default 1,
      person_id uuid not null,
      institution text not null,
      kind text not null,
      state text not null default 'OPEN',
      record_type text,
      record_table text,
      record_id uuid,
      field text,
      created_at timestamptz not null default now(),
      due_at timestamptz not null,
      extension_reason text,
      answered_at timestamptz,
      answered_by text,
      reason_code text,
      legal_basis text,
      answer text,
      lift_at timestamptz,
      outcome jsonb,
      constraint rights_request_pk primary key (id)
    )
  `);
  await runner.query(`create index rights_request_by_person on core.rights_request (person_id, created_at)`);
  await runner.query(`create index rights_request_by_institution on core.rights_request (institution, due_at)`);
  // What the person says is no metadata: the data protection officer sees the request, and not this.
  await runner.query(`
    create table core.rights_request_content (
      request_id uuid not null,
      person_id uuid not null,
      institution text not null,
      words text,
      proposed_value text,
      constraint rights_request_content_pk primary key (request_id),
      constraint rights_request_content_request_fk foreign key (request_id) references core.rights_request (id)
    )
  `);
  await runner.query(`create index rights_request_content_by_person on core.rights_request_content (person_id)`);
  await runner.query(`
    create table core.rights_notice (
      id uuid not null default gen_random_uuid(),
      request_id uuid not null,
      person_id uuid not null,
      institution text not null,
      kind text not null,
      author text not null,
      record_type text not null,
      field text,
      first_received_at timestamptz not null,
      last_received_at timestamptz not null,
      created_at timestamptz not null default now(),
      acknowledged_at timestamptz,
      acknowledged_by text,
      constraint rights_notice_step unique (request_id, record_type, institution),
      constraint rights_notice_pk primary key (id)
    )
  `);
  await runner.query(`create index rights_notice_by_person on core.rights_notice (person_id, created_at)`);
  await runner.query(`create index rights_notice_by_institution on core.rights_notice (institution, created_at)`);
}

async function lockTables(runner: QueryRunner): Promise<void> {
  for (const table of ['rights_request', 'rights_request_content', 'rights_notice']) {
    await runner.query(`alter table core.${table} enable row level security`);
    await runner.query(`alter table core.${table} force row level security`);
    await runner.query(`grant select on core.${table} to geleit_app`);
    await runner.query(`create policy owner_all on core.${table} to current_user using (true) with check (true)`);
  }
  const seenBy = (roles: string) =>
    `${SELF} or (${INSTITUTION} and (select current_setting('geleit.role') in (${roles})))`;
  const officer = `'counsellor', 'case-manager', 'data-protection-officer'`;
  await runner.query(
    `create policy geleit_select on core.rights_request for select to geleit_app using (${seenBy(officer)})`,
  );
  await runner.query(
    `create policy geleit_select on core.rights_request_content for select to geleit_app using (${seenBy(`'counsellor', 'case-manager'`)})`,
  );
  await runner.query(
    `create policy geleit_select on core.rights_notice for select to geleit_app using (${seenBy(officer)})`,
  );
  // Nobody but the person asks; nobody asks for an answer that is already given.
  await runner.query(
    `grant insert (id, person_id, institution, kind, record_type, record_table, record_id, field, due_at) on core.rights_request to geleit_app`,
  );
  await runner.query(
    `create policy geleit_insert on core.rights_request for insert to geleit_app with check (${SELF})`,
  );
  await runner.query(`grant insert on core.rights_request_content to geleit_app`);
  await runner.query(
    `create policy geleit_insert on core.rights_request_content for insert to geleit_app with check (${SELF})`,
  );
  await runner.query(
    `grant update (version, state, due_at, extension_reason, answered_at, answered_by, reason_code, legal_basis, answer, lift_at, outcome)
       on core.rights_request to geleit_app`,
  );
  await runner.query(`
    create policy geleit_withdraw on core.rights_request for update to geleit_app using (${SELF})
      with check (${SELF} and state = 'WITHDRAWN')
  `);
  await runner.query(`
    create policy geleit_update on core.rights_request for update to geleit_app using (${INSTITUTION} and ${STAFF})
      with check (${INSTITUTION} and ${STAFF} and state <> 'WITHDRAWN' and (answered_at is distinct from now()
        or answered_by = (select current_setting('geleit.actor'))))
  `);
  await runner.query(`grant update (acknowledged_at, acknowledged_by) on core.rights_notice to geleit_app`);
  await runner.query(`
    create policy geleit_update on core.rights_notice for update to geleit_app
      using (${INSTITUTION} and ${STAFF} and acknowledged_at is null)
      with check (${INSTITUTION} and acknowledged_at = now() and acknowledged_by = (select current_setting('geleit.actor')))
  `);
  // What was written with a key is erased with the record; the hash of the input goes too.
  await runner.query(`create policy owner_rights on core.idempotency_key to current_user using (true)`);
}

/** The marks follow from the requests, so that no other code can put one on a record or take it off. */
async function createMarks(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create function core.record_table(name text) returns regclass language plpgsql stable set search_path = pg_catalog as $$
    declare
      found regclass := to_regclass(name);
    begin
      if not coalesce((select n.nspname in ('core', 'city', 'jobcenter', 'employment_agency', 'caritas') and exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attname = 'restricted_at' and not a.attisdropped)
          from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = found), false) then
        raise exception 'geleit: no table of records' using errcode = '22023';
      end if;
      return found;
    end $$
  `);
  await runner.query(`
    create function core.marked_record(name text, record uuid, out person uuid, out author text)
    language plpgsql set search_path = pg_catalog as $$
    begin
      -- The lock of the owner opens to one named record at a time.
      perform set_config('geleit.marked', record::text, true);
      -- Where every institution keeps its own, a column tells them apart; elsewhere the schema is the institution's.
      execute format('select t.person_id, coalesce(to_jsonb(t)->>''institution'', %L) from %s t where t.id = $1',
        replace(split_part(name, '.', 1), '_', '-'), core.record_table(name)) into person, author using record;
    end $$
  `);
  await runner.query(`
    create function core.mark_disputes(name text, record uuid, notes jsonb) returns void
    language plpgsql set search_path = pg_catalog as $$
    begin
      perform set_config('geleit.marked', record::text, true);
      execute format('update %s set disputes = $2 where id = $1', core.record_table(name))
        using record, nullif(notes, '[]'::jsonb);
    end $$
  `);
  await runner.query(`
    create function core.mark_restricted(name text, record uuid, since timestamptz) returns void
    language plpgsql set search_path = pg_catalog as $$
    begin
      perform set_config('geleit.marked', record::text, true);
      execute format('update %s set restricted_at = $2 where id = $1', core.record_table(name)) using record, since;
    end $$
  `);
  await runner.query(`
    create function core.rights_request_asked() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    declare
      found record;
    begin
      -- Art. 12(3) GDPR: within one month.
      if new.due_at > now() + interval '1 month' then
        raise exception 'geleit: due too late' using errcode = '23514', constraint = 'rights_request_due';
      end if;
      if new.record_id is not null then
        select * into found from core.marked_record(new.record_table, new.record_id);
        if found.person is distinct from new.person_id or found.author is distinct from new.institution then
          raise exception 'geleit: no such record' using errcode = '23514', constraint = 'rights_request_record';
        end if;
      end if;
      return new;
    end $$
  `);
  await runner.query(`
    create trigger rights_request_asked before insert on core.rights_request
      for each row execute function core.rights_request_asked()
  `);
  await runner.query(`
    create function core.rights_request_worded() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    declare
      request core.rights_request;
      notes jsonb;
    begin
      select * into request from core.rights_request r where r.id = new.request_id;
      if request.person_id is distinct from new.person_id or request.institution is distinct from new.institution
          or request.created_at <> now() then
        raise exception 'geleit: no such request' using errcode = '23514', constraint = 'rights_request_record';
      end if;
      if request.kind <> 'DISPUTE' then return null; end if;
      perform set_config('geleit.marked', request.record_id::text, true);
      execute format('select coalesce(disputes, ''[]'') from %s where id = $1 for update', core.record_table(request.record_table))
        into notes using request.record_id;
      if jsonb_array_length(notes) >= 20 then
        raise exception 'geleit: too many notes' using errcode = '23514', constraint = 'rights_request_notes';
      end if;
      perform core.mark_disputes(request.record_table, request.record_id, notes || jsonb_build_object('id', request.id,
        'field', request.field, 'note', new.words,
        'since', to_char(request.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
      return null;
    end $$
  `);
  await runner.query(`
    create trigger rights_request_worded after insert on core.rights_request_content
      for each row execute function core.rights_request_worded()
  `);
  await runner.query(`
    create function core.rights_request_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    declare
      is_open boolean := old.state in ('OPEN', 'IN_PROGRESS');
    begin
      if new.state <> old.state and not (is_open or (old.kind = 'DISPUTE' and old.state = 'REFUSED' and new.state = 'WITHDRAWN')
          or (old.kind = 'RESTRICTION' and old.state = 'GRANTED' and new.state in ('LIFTED', 'WITHDRAWN'))) then
        raise exception 'geleit: the request has ended' using errcode = '23514', constraint = 'rights_request_ended';
      end if;
      -- Art. 18(3) GDPR: the person is told before a restriction is lifted.
      if new.state = 'LIFTED' and (old.lift_at is null or old.lift_at > now()) then
        raise exception 'geleit: lifted without notice' using errcode = '23514', constraint = 'rights_request_notice';
      end if;
      -- Art. 12(3) GDPR: extended by two months at most, and with a reason.
      if new.due_at <> old.due_at and (not is_open or new.extension_reason is null or old.extension_reason is not null
          or new.due_at > old.created_at + interval '3 months') then
        raise exception 'geleit: extended too far' using errcode = '23514', constraint = 'rights_request_due';
      end if;
      return new;
    end $$
  `);
  await runner.query(`
    create trigger rights_request_changed before update on core.rights_request
      for each row execute function core.rights_request_changed()
  `);
  await runner.query(`
    create function core.rights_request_answered() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    declare
      notes jsonb;
    begin
      if new.kind = 'DISPUTE' and new.state in ('GRANTED', 'WITHDRAWN') then
        perform set_config('geleit.marked', new.record_id::text, true);
        execute format('select disputes from %s where id = $1 for update', core.record_table(new.record_table))
          into notes using new.record_id;
        perform core.mark_disputes(new.record_table, new.record_id, (select coalesce(jsonb_agg(n), '[]')
          from jsonb_array_elements(notes) n where n->>'id' <> new.id::text));
      elsif new.kind = 'RESTRICTION' and new.state = 'GRANTED' then
        perform core.mark_restricted(new.record_table, new.record_id, now());
      elsif new.kind = 'RESTRICTION' and old.state = 'GRANTED' and not exists (select from core.rights_request r
          where r.record_id = new.record_id and r.kind = 'RESTRICTION' and r.state = 'GRANTED' and r.id <> new.id) then
        perform core.mark_restricted(new.record_table, new.record_id, null);
      end if;
      return null;
    end $$
  `);
  await runner.query(`
    create trigger rights_request_answered after update on core.rights_request
      for each row when (new.state <> old.state) execute function core.rights_request_answered()
  `);
  // Where two persons turn out to be one, what was said goes with the request.
  await runner.query(`
    create function core.rights_request_moved() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      update core.rights_request_content c set person_id = new.person_id where c.request_id = new.id;
      return null;
    end $$
  `);
  await runner.query(`
    create trigger rights_request_moved after update of person_id on core.rights_request
      for each row execute function core.rights_request_moved()
  `);
  for (const name of [
    'rights_request_moved()',
    'record_table(text)',
    'marked_record(text, uuid)',
    'mark_disputes(text, uuid, jsonb)',
    'mark_restricted(text, uuid, timestamptz)',
    'rights_request_asked()',
    'rights_request_worded()',
    'rights_request_changed()',
    'rights_request_answered()',
  ]) {
    await runner.query(`revoke all on function core.${name} from public`);
  }
}
