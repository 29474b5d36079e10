import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Block of SHA-256 in bytes (RFC 2104, where the key is as long as the block). */
const BLOCK = 64;

/**
 * What was erased must not come back because its institution delivers the same file once more. Of an erased record nothing
 * is kept but a keyed hash (HMAC-SHA-256) of the institution, the table and the number by which the institution's own
 * system calls it. The key never leaves this database: without it nobody can try out numbers.
 */
export class ErasedSources1795392101000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.erasure_key (
        inner_pad bytea not null,
        outer_pad bytea not null,
        constraint erasure_key_pk primary key (inner_pad)
      )
    `);
    const key = randomBytes(BLOCK);
    const pad = (byte: number) => Buffer.from(key.map((each) => each ^ byte));
    await runner.query(`insert into core.erasure_key (inner_pad, outer_pad) values ($1, $2)`, [pad(0x36), pad(0x5c)]);
    await runner.query(`
      create table core.erased_source (
        mark bytea not null,
        institution text not null,
        record_table text not null,
        erased_on date not null,
        constraint erased_source_pk primary key (mark)
      )
    `);
    await runner.query(
      `create index erased_source_by_institution on core.erased_source (institution, record_table, erased_on)`,
    );
    for (const table of ['erasure_key', 'erased_source']) {
      await runner.query(`alter table core.${table} enable row level security`);
      await runner.query(`alter table core.${table} force row level security`);
      await runner.query(`create policy owner_all on core.${table} to current_user using (true) with check (true)`);
      await runner.query(`create policy geleit_select on core.${table} for select to geleit_app using (false)`);
    }
    // `geleit migrate` fills it from the declarations: by which columns the records of a table are told apart.
    await runner.query(`alter table core.person_table add column natural_key text array`);
    await this.marks(runner);
    await this.erasing(runner);
  }

  private async marks(runner: QueryRunner): Promise<void> {
    // `geleit migrate` takes the period from the policy.
    await runner.query(`
      create function core.erased_remembered() returns interval language sql immutable parallel safe
      as $$ select interval '10 years' $$
    `);
    await runner.query(`
      create function core.erased_mark(house text, name text, key text[]) returns bytea
      language sql stable security definer set search_path = pg_catalog as $$
        select sha256(k.outer_pad || sha256(k.inner_pad || convert_to(jsonb_build_array(house, name, key)::text, 'UTF8')))
        from core.erasure_key k
      $$
    `);
    await runner.query(`
      create function core.has_erased(name text) returns boolean
      language sql stable security definer set search_path = pg_catalog as $$
        -- Of most record types an institution has erased nothing: then no row has to be looked up.
        select exists (select from core.erased_source e where e.institution = core.setting('institution')
          and e.record_table = has_erased.name and e.erased_on > current_date - core.erased_remembered())
      $$
    `);
    await runner.query(`
      create function core.was_erased(name text, key text[]) returns boolean
      language sql stable security definer set search_path = pg_catalog as $$
        -- Whether the caller's own institution has erased what its system calls so; what has no number is nobody's.
        select array_position(key, null) is null and exists (select from core.erased_source e
          where e.mark = core.erased_mark(core.setting('institution'), name, key)
            and e.erased_on > current_date - core.erased_remembered())
      $$
    `);
    await runner.query(`
      create function core.forget_erased_sources() returns void
      language sql security definer set search_path = pg_catalog as $$
        delete from core.erased_source e where e.erased_on <= current_date - core.erased_remembered()
      $$
    `);
    await runner.query('revoke all on function core.erased_mark(text, text, text[]) from public');
    for (const name of ['has_erased(text)', 'was_erased(text, text[])', 'forget_erased_sources()']) {
      await runner.query(`revoke all on function core.${name} from public`);
      await runner.query(`grant execute on function core.${name} to geleit_app`);
    }
  }

  private async erasing(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.merged_ids(person uuid) returns uuid[]
      language sql stable security definer set search_path = pg_catalog as $$
        -- The person's id and those under which they were known before merges: what could not move lies there still.
        with recursive own(id) as (
          select person
          union
          select a.former_id from own o join core.person_alias a
            on a.person_id = o.id and a.institution is null and a.ended_at is null
        )
        select array_agg(id order by id) from own
      $$
    `);
    await runner.query(`
      create function core.mark_erased(house text, person uuid, name text, files text[]) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        columns text[] := (select t.natural_key from core.person_table t where t.name = mark_erased.name);
        parts text;
      begin
        if columns is null then raise exception 'geleit: no table of records' using errcode = '22023'; end if;
        -- Institutions call a person by their own file number, of which a merge can leave them two.
        select string_agg(case c when 'person_id' then 'f.number' else format('t.%I::text', c) end, ', ' order by n)
          into parts from unnest(columns) with ordinality u(c, n);
        execute format('insert into core.erased_source (mark, institution, record_table, erased_on)
            select distinct core.erased_mark($1, %1$L, array[%2$s]), $1, %1$L, current_date from %3$s t
            %4$s where t.person_id = $2 and coalesce(to_jsonb(t)->>''institution'', %5$L) = $1
              and array_position(array[%2$s], null) is null
            on conflict (mark) do update set erased_on = excluded.erased_on', name, parts, core.record_table(name),
            case when 'person_id' = any(columns) then 'cross join unnest($3) f(number)' end,
            replace(split_part(name, '.', 1), '_', '-'))
          using house, person, files;
      end $$
    `);
    for (const name of ['merged_ids(uuid)', 'mark_erased(text, uuid, text, text[])']) {
      await runner.query(`revoke all on function core.${name} from public`);
    }
    await runner.query(`
      create or replace function core.erasure_inventory(request uuid, tables text[])
      returns table (name text, records integer, newest timestamptz)
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        asked core.rights_request := core.erasable_request(request);
        person uuid;
      begin
        foreach name in array tables loop
          records := 0;
          newest := null;
          foreach person in array core.merged_ids(asked.person_id) loop
            perform set_config('geleit.marked_person', person::text, true);
            execute format('select $3 + count(*), greatest($4, max(t.updated_at)) from %s t
                where t.person_id = $1 and coalesce(to_jsonb(t)->>''institution'', %L) = $2',
                core.record_table(name), replace(split_part(name, '.', 1), '_', '-'))
              into records, newest using person, asked.institution, records, newest;
          end loop;
          return next;
        end loop;
        perform set_config('geleit.marked_person', '', true);
      end $$
    `);
    await runner.query(`
      create or replace function core.erase_records(request uuid, erased text[], restricted text[]) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        asked core.rights_request := core.erasable_request(request);
        person uuid;
        name text;
        files text[] := '{}';
        ids uuid[];
      begin
        -- An import that is writing is waited for, and the next rows of it find what was erased.
        perform pg_advisory_xact_lock(hashtext('geleit.erasure'), hashtext(asked.institution));
        foreach person in array core.merged_ids(asked.person_id) loop
          perform set_config('geleit.marked_person', person::text, true);
          files := files || array(select l.file_number from core.person_link l
            where l.person_id = person and l.institution = asked.institution);
        end loop;
        foreach person in array core.merged_ids(asked.person_id) loop
          perform set_config('geleit.marked_person', person::text, true);
          foreach name in array erased || restricted loop
            execute format('select array_agg(t.id) from %s t where t.person_id = $1 and coalesce(to_jsonb(t)->>''institution'', %L) = $2',
              core.record_table(name), replace(split_part(name, '.', 1), '_', '-')) into ids using person, asked.institution;
            if name = any(restricted) then
              execute format('update %s set restricted_at = now() where id = any($1) and restricted_at is null', core.record_table(name)) using ids;
            else
              perform core.mark_erased(asked.institution, person, name, files);
              execute format('delete from %s where id = any($1)', core.record_table(name)) using ids;
              delete from core.idempotency_key k where k.record_id = any(ids);
              -- What was proposed for, or noted about, an erased value goes with it.
              update core.rights_request_content c set words = null, proposed_value = null
                from core.rights_request r where r.id = c.request_id and r.record_id = any(ids);
            end if;
          end loop;
        end loop;
        perform set_config('geleit.marked_person', '', true);
      end $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function core.erasure_inventory(request uuid, tables text[])
      returns table (name text, records integer, newest timestamptz)
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        asked core.rights_request := core.erasable_request(request);
      begin
        foreach name in array tables loop
          execute format('select count(*), max(t.updated_at) from %s t where t.person_id = $1 and coalesce(to_jsonb(t)->>''institution'', %L) = $2',
            core.record_table(name), replace(split_part(name, '.', 1), '_', '-')) into records, newest using asked.person_id, asked.institution;
          return next;
        end loop;
        perform set_config('geleit.marked_person', '', true);
      end $$
    `);
    await runner.query(`
      create or replace function core.erase_records(request uuid, erased text[], restricted text[]) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        asked core.rights_request := core.erasable_request(request);
        name text;
        ids uuid[];
      begin
        foreach name in array erased || restricted loop
          execute format('select array_agg(t.id) from %s t where t.person_id = $1 and coalesce(to_jsonb(t)->>''institution'', %L) = $2',
            core.record_table(name), replace(split_part(name, '.', 1), '_', '-')) into ids using asked.person_id, asked.institution;
          if name = any(restricted) then
            execute format('update %s set restricted_at = now() where id = any($1) and restricted_at is null', core.record_table(name)) using ids;
          else
            execute format('delete from %s where id = any($1)', core.record_table(name)) using ids;
            delete from core.idempotency_key k where k.record_id = any(ids);
            -- What was proposed for, or noted about, an erased value goes with it.
            update core.rights_request_content c set words = null, proposed_value = null
              from core.rights_request r where r.id = c.request_id and r.record_id = any(ids);
          end if;
        end loop;
        perform set_config('geleit.marked_person', '', true);
      end $$
    `);
    for (const name of [
      'mark_erased(text, uuid, text, text[])',
      'merged_ids(uuid)',
      'forget_erased_sources()',
      'was_erased(text, text[])',
      'has_erased(text)',
      'erased_mark(text, text, text[])',
      'erased_remembered()',
    ]) {
      await runner.query(`drop function core.${name}`);
    }
    await runner.query('alter table core.person_table drop column natural_key');
    await runner.query('drop table core.erased_source');
    await runner.query('drop table core.erasure_key');
  }
}
