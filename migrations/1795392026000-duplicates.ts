import type { MigrationInterface, QueryRunner } from 'typeorm';

const INSTITUTION = `(select current_setting('geleit.institution'))`;
const MATCHER = `(select current_setting('geleit.role') = 'duplicate-matcher')`;

/** Persons who may be registered twice: keys under which they are looked for, what compares them, and the queue of pairs. */
export class Duplicates1795392026000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table core.identity add column given_sounds text, add column family_sounds text`);
    await this.tables(runner);
    await this.keys(runner);
    await this.matching(runner);
  }

  private async tables(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table core.person add column merged_into uuid`);
    await runner.query(`
      create table core.match_key (
        key text not null,
        source_id uuid not null,
        person_id uuid not null,
        constraint match_key_pk primary key (key, source_id)
      )
    `);
    await runner.query(`create index match_key_by_source on core.match_key (source_id)`);
    await runner.query(`create index match_key_by_person on core.match_key (person_id)`);
    await runner.query(`
      create table core.match_task (
        id uuid not null default gen_random_uuid(),
        person_id uuid not null,
        since timestamptz not null default now(),
        constraint match_task_pk primary key (id)
      )
    `);
    await runner.query(`create index match_task_by_since on core.match_task (since)`);
    await runner.query(`
      create table core.duplicate_pair (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        person_a uuid not null,
        person_b uuid not null,
        score integer not null,
        reasons text array not null,
        state text not null default 'OPEN',
        found_at timestamptz not null default now(),
        survivor uuid,
        reason text,
        decided_at timestamptz,
        decided_by text,
        decided_institution text,
        move_id uuid,
        constraint duplicate_pair_pk primary key (id),
        constraint duplicate_pair_once unique (person_a, person_b)
      )
    `);
    await runner.query(`create index duplicate_pair_by_b on core.duplicate_pair (person_b)`);
    await runner.query(`create index duplicate_pair_by_state on core.duplicate_pair (state, found_at, id)`);
    await runner.query(`
      create table core.duplicate_decision (
        pair_id uuid not null,
        version integer not null,
        state text not null,
        actor text not null,
        institution text,
        reason text not null,
        at timestamptz not null default now(),
        constraint duplicate_decision_pk primary key (pair_id, version)
      )
    `);
    // `geleit migrate` fills it from the policy.
    await runner.query(`
      create table core.duplicate_reviewer (
        institution text not null,
        role text not null,
        constraint duplicate_reviewer_pk primary key (institution, role)
      )
    `);
    for (const table of TABLES) {
      await runner.query(`alter table core.${table} enable row level security`);
      await runner.query(`alter table core.${table} force row level security`);
      await runner.query(`create policy owner_all on core.${table} to current_user using (true) with check (true)`);
    }
    for (const table of ['match_key', 'match_task']) {
      await runner.query(`create policy geleit_select on core.${table} for select to geleit_app using (${MATCHER})`);
    }
    await runner.query(
      `create policy geleit_select on core.duplicate_reviewer for select to geleit_app using (institution = ${INSTITUTION})`,
    );
    await runner.query(`grant select on core.duplicate_reviewer to geleit_app`);
  }

  /** The keys follow the identities and contacts that they were made of, wherever those move, in the same transaction. */
  private async keys(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.identity_keys(given_sounds text, family_sounds text, birth_date date) returns setof text
      language sql immutable set search_path = pg_catalog as $$
        -- Two sounds of the name in any order; the birth date, day and month in any order, with one sound. 1 January is no date.
        with sounds as (select distinct sound from unnest(string_to_array(given_sounds || ' ' || family_sounds, ' ')) sound
            where sound <> '' order by sound limit 8)
        select 'n:' || a.sound || '+' || b.sound from sounds a join sounds b on a.sound < b.sound
        union all
        select 'b:' || to_char(birth_date, 'YYYY') || least(to_char(birth_date, 'MM'), to_char(birth_date, 'DD'))
            || greatest(to_char(birth_date, 'MM'), to_char(birth_date, 'DD')) || ':' || sound
          from sounds where to_char(birth_date, 'MMDD') <> '0101'
        union all
        select 'y:' || to_char(birth_date, 'YYYY') || ':' || min(sound) from sounds having count(*) = 1
      $$
    `);
    await runner.query(`
      create function core.identity_keys_changed() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if tg_op = 'UPDATE' then
          if (new.given_sounds, new.family_sounds, new.birth_date, new.person_id)
              is not distinct from (old.given_sounds, old.family_sounds, old.birth_date, old.person_id) then
            return null;
          end if;
          delete from core.match_key k where k.source_id = new.id;
        end if;
        -- Rows of before are taken in by 'geleit duplicates find --all'.
        if new.given_sounds is null or new.family_sounds is null then return null; end if;
        insert into core.match_key (key, source_id, person_id)
          select key, new.id, new.person_id from core.identity_keys(new.given_sounds, new.family_sounds, new.birth_date) key;
        insert into core.match_task (person_id) values (new.person_id);
        if tg_op = 'UPDATE' and new.person_id <> old.person_id then
          insert into core.match_task (person_id) values (old.person_id);
        end if;
        return null;
      end $$
    `);
    await runner.query(`
      create function core.contact_keys_changed() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if tg_op = 'UPDATE' then
          if (new.phone, new.email, new.street, new.postal_code, new.person_id)
              is not distinct from (old.phone, old.email, old.street, old.postal_code, old.person_id) then
            return null;
          end if;
          delete from core.match_key k where k.source_id = new.id;
        end if;
        insert into core.match_key (key, source_id, person_id)
          select key, new.id, new.person_id from (values
            ('p:' || case when length(regexp_replace(new.phone, '\\D', '', 'g')) >= 6
              then right(regexp_replace(new.phone, '\\D', '', 'g'), 9) end),
            ('e:' || lower(trim(new.email)))) keys(key) where key is not null;
        insert into core.match_task (person_id)
          select distinct k.person_id from core.match_key k where k.person_id = new.person_id and k.key like 'n:%';
        return null;
      end $$
    `);
    for (const [table, columns] of [
      ['identity', 'given_sounds, family_sounds, birth_date, person_id'],
      ['contact', 'phone, email, street, postal_code, person_id'],
    ]) {
      await runner.query(`revoke all on function core.${table}_keys_changed() from public`);
      await runner.query(`
        create trigger match_keys_changed after insert or update of ${columns} on core.${table}
          for each row execute function core.${table}_keys_changed()
      `);
    }
    await runner.query(`revoke all on function core.identity_keys(text, text, date) from public`);
  }

  /**
   * The comparison itself is a program of the hub; what it reads and writes passes through these functions, which answer
   * to a role that no token can carry.
   */
  private async matching(runner: QueryRunner): Promise<void> {
    for (const table of ['identity', 'contact']) {
      await runner.query(`
        create policy geleit_match on core.${table} to current_user
          using (current_setting('geleit.matching', true) = 'on')
          with check (current_setting('geleit.matching', true) = 'on')
      `);
    }
    await runner.query(`
      create policy geleit_match on core.person for select to current_user
        using (current_setting('geleit.matching', true) = 'on')
    `);
    await runner.query(`
      create function core.begin_matching() returns void language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if core.setting('role') <> 'duplicate-matcher' then
          raise exception 'geleit: matching' using errcode = '42501';
        end if;
        perform set_config('geleit.matching', 'on', true);
      end $$
    `);
    await runner.query(`
      create function core.described(person uuid) returns jsonb
      language plpgsql stable security definer set search_path = pg_catalog as $$
      begin
        -- What is restricted is stored only (Art. 18(2) GDPR).
        return (select coalesce(jsonb_agg(jsonb_build_object('givenName', i.given_name, 'familyName', i.family_name,
            'birthDate', i.birth_date, 'sex', i.sex, 'nationality', i.nationality, 'street', c.street,
            'postalCode', c.postal_code, 'phone', c.phone, 'email', c.email) order by i.id), '[]')
          from core.identity i
          left join lateral (select c.* from core.contact c where c.person_id = i.person_id and c.restricted_at is null
            order by c.institution = i.institution desc, c.updated_at desc, c.id limit 1) c on true
          where i.person_id = person and i.restricted_at is null);
      end $$
    `);
    await runner.query(`
      create function core.match_batch(most integer)
      returns table (tasks uuid[], person_id uuid, described jsonb, candidates jsonb)
      language plpgsql security definer set search_path = pg_catalog as $$
      #variable_conflict use_column
      begin
        perform core.begin_matching();
        return query
          with taken as materialized (
            select t.id, t.person_id from core.match_task t order by t.since, t.id limit most for update skip locked),
          asked as materialized (select t.person_id, array_agg(t.id) as tasks from taken t group by t.person_id)
          select a.tasks, a.person_id, core.described(a.person_id),
            -- A key that many share tells little: of each only some are looked at, so that the cost stays bounded.
            (select coalesce(jsonb_agg(jsonb_build_object('personId', c.person_id, 'described', core.described(c.person_id))), '[]')
              from (select o.person_id from core.match_key k
                  cross join lateral (select m.person_id from core.match_key m where m.key = k.key limit 100) o
                where k.person_id = a.person_id and o.person_id <> a.person_id
                group by o.person_id order by count(*) desc, o.person_id limit 200) c
              join core.person p on p.id = c.person_id and p.merged_into is null
              where exists (select from core.person mine where mine.id = a.person_id and mine.merged_into is null))
          from asked a;
        perform set_config('geleit.matching', 'off', true);
      end $$
    `);
    await runner.query(`
      create function core.match_result(done uuid[], person uuid, alike jsonb) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        perform core.begin_matching();
        insert into core.duplicate_pair as p (person_a, person_b, score, reasons)
          select least(person, f."personId"), greatest(person, f."personId"), f.score, f.reasons
          from jsonb_to_recordset(alike) as f("personId" uuid, score integer, reasons text[])
          on conflict (person_a, person_b) do update
            set score = excluded.score, reasons = excluded.reasons, version = p.version + 1
            where p.state = 'OPEN' and (p.score, p.reasons) is distinct from (excluded.score, excluded.reasons);
        -- What was corrected meanwhile is no question any more; what was decided stays decided.
        delete from core.duplicate_pair p where p.state = 'OPEN' and person in (p.person_a, p.person_b)
          and not exists (select from jsonb_to_recordset(alike) as f("personId" uuid)
            where f."personId" in (p.person_a, p.person_b));
        delete from core.match_task t where t.id = any(done);
        perform set_config('geleit.matching', 'off', true);
      end $$
    `);
    await runner.query(`
      create function core.without_sounds(most integer) returns table (id uuid, given_name text, family_name text)
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        perform core.begin_matching();
        return query select i.id, i.given_name, i.family_name from core.identity i
          where i.given_sounds is null or i.family_sounds is null order by i.id limit most;
        perform set_config('geleit.matching', 'off', true);
      end $$
    `);
    await runner.query(`
      create function core.set_sounds(sounds jsonb) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        perform core.begin_matching();
        update core.identity i set given_sounds = s.given, family_sounds = s.family
          from jsonb_to_recordset(sounds) as s(id uuid, given text, family text) where i.id = s.id;
        perform set_config('geleit.matching', 'off', true);
      end $$
    `);
    for (const name of FUNCTIONS) await runner.query(`revoke all on function core.${name} from public`);
    for (const name of FUNCTIONS.slice(2)) await runner.query(`grant execute on function core.${name} to geleit_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop policy geleit_match on core.person`);
    for (const table of ['identity', 'contact']) {
      await runner.query(`drop trigger match_keys_changed on core.${table}`);
      await runner.query(`drop policy geleit_match on core.${table}`);
    }
    await runner.query(`alter table core.identity drop column given_sounds, drop column family_sounds`);
    for (const table of TABLES) await runner.query(`drop table core.${table} cascade`);
    for (const name of [...FUNCTIONS, ...OTHER_FUNCTIONS]) {
      await runner.query(`drop function core.${name}`);
    }
    await runner.query(`alter table core.person drop column merged_into`);
  }
}

const TABLES = ['duplicate_decision', 'duplicate_pair', 'duplicate_reviewer', 'match_key', 'match_task'];

/** The first two are for the others alone. */
const FUNCTIONS = [
  'begin_matching()',
  'described(uuid)',
  'match_batch(integer)',
  'match_result(uuid[], uuid, jsonb)',
  'without_sounds(integer)',
  'set_sounds(jsonb)',
];

const OTHER_FUNCTIONS = ['identity_keys_changed()', 'contact_keys_changed()', 'identity_keys(text, text, date)'];
