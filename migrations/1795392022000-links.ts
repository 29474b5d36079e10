import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLE = `(select current_setting('geleit.role'))`;
const INSTITUTION = `(select current_setting('geleit.institution'))`;
const ITSELF = `(select nullif(core.setting('person'), '-')::uuid)`;

/** How an institution came to know a person: with the code of a booklet, confirmed by the person or in their presence. */
export class Links1795392022000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.table(runner);
    await this.linking(runner);
    await this.answering(runner);
    await this.unlinking(runner);
    await this.importing(runner);
    for (const name of ['link_by_code(bytea, text, text, interval)', 'answer_link(uuid, boolean)', 'unlink(uuid)']) {
      await runner.query(`revoke all on function core.${name} from public`);
      await runner.query(`grant execute on function core.${name} to geleit_app`);
    }
  }

  private async table(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.link (
        id uuid not null default gen_random_uuid(),
        person_id uuid not null,
        institution text not null,
        state text not null,
        way text not null,
        booklet_id uuid,
        booklet_number text,
        file_number text not null,
        requested_by text not null,
        requested_at timestamptz not null default now(),
        expires_at timestamptz,
        confirmation text,
        document_check text,
        confirmed_by text,
        confirmed_at timestamptz,
        move_id uuid,
        ended_at timestamptz,
        ended_by text,
        ended_by_institution text,
        constraint link_pk primary key (id)
      )
    `);
    await runner.query(
      `alter table core.link add constraint link_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table core.link add constraint link_move_fk foreign key (move_id) references core.person_move(id)`,
    );
    await runner.query(`create index link_by_person on core.link (person_id, requested_at)`);
    await runner.query(`create index link_by_institution on core.link (institution, requested_at)`);
    await runner.query(`create index link_by_booklet on core.link (booklet_id)`);
    await runner.query(`alter table core.link enable row level security`);
    await runner.query(`alter table core.link force row level security`);
    await runner.query(`grant select on core.link to geleit_app`);
    await runner.query(`create policy owner_all on core.link to current_user using (true) with check (true)`);
    await runner.query(`
      create policy geleit_select on core.link for select to geleit_app using (
        person_id = ${ITSELF}
        or (institution = ${INSTITUTION} and ${ROLE} in ('counsellor', 'case-manager', 'service', 'data-protection-officer'))
      )
    `);
    // A booklet that is no longer in the person's hands confirms nothing.
    await runner.query(`
      create or replace function core.booklet_ended() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        update core.booklet_code c set revoked_at = now(), revoked_because = new.status
          where c.booklet_id = new.id and c.revoked_at is null;
        update core.link l set state = 'CANCELLED', ended_at = now() where l.booklet_id = new.id and l.state = 'PENDING';
        return null;
      end $$
    `);
  }

  private async linking(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.complete_link(link core.link, how text, document text) returns text
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        own uuid;
        move uuid;
      begin
        perform set_config('geleit.moving', 'on', true);
        perform from core.person p where p.id = link.person_id for update;
        if exists (select from core.person_link l where l.person_id = link.person_id and l.institution = link.institution) then
          return 'LINKED_ALREADY';
        end if;
        select l.person_id into own from core.person_link l
          where l.institution = link.institution and l.file_number = link.file_number;
        if own is null then
          insert into core.person_link (person_id, institution, file_number, since)
            values (link.person_id, link.institution, link.file_number, current_date);
        elsif exists (select from core.link l where l.person_id = own and l.institution = link.institution and l.state = 'ACTIVE') then
          -- That file belongs to whoever carried another booklet.
          return 'FILE_LINKED_ALREADY';
        else
          -- The institution had registered the person before: what it wrote goes to the person of the booklet.
          move := core.move_person('LINK', own, link.person_id, link.institution);
        end if;
        update core.link l set state = 'ACTIVE', confirmation = how, document_check = document, move_id = move,
            confirmed_at = now(), confirmed_by = core.setting('actor'), expires_at = null
          where l.id = link.id;
        return null;
      end $$
    `);
    await runner.query(`revoke all on function core.complete_link(core.link, text, text) from public`);
    await runner.query(`
      create function core.link_by_code(code bytea, file text, document text, valid_for interval)
      returns table (made core.link, problem text)
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        house text := core.setting('institution');
        carried record;
      begin
        -- The immigration authority never learns of anybody (section 87 AufenthG), whatever the policy says.
        if house in ('-', 'immigration-authority') or core.setting('role') not in ('counsellor', 'case-manager') then
          raise exception 'geleit: link_by_staff' using errcode = '42501';
        end if;
        -- One statement, whether the code was never issued, was revoked, or comes from another municipality.
        select b.id, b.booklet_number, b.person_id, c.kind into carried
          from core.booklet_code c join core.booklet b on b.id = c.booklet_id
          where c.hash = code and c.revoked_at is null and b.status = 'ISSUED';
        if carried.id is null then
          problem := 'UNKNOWN';
          return next;
          return;
        end if;
        update core.link l set state = 'CANCELLED', ended_at = now()
          where l.person_id = carried.person_id and l.institution = house and l.state = 'PENDING';
        insert into core.link as l (person_id, institution, state, way, booklet_id, booklet_number, file_number, requested_by, expires_at)
          values (carried.person_id, house, 'PENDING', carried.kind, carried.id, carried.booklet_number, file,
            core.setting('actor'), now() + valid_for)
          returning l.* into made;
        if document is not null then
          problem := core.complete_link(made, 'PRESENCE', document);
          perform set_config('geleit.moving', 'off', true);
        elsif exists (select from core.person_link l where l.person_id = made.person_id and l.institution = house) then
          problem := 'LINKED_ALREADY';
        end if;
        if problem is not null then
          delete from core.link l where l.id = made.id;
        end if;
        select l.* into made from core.link l where l.id = made.id;
        return next;
      end $$
    `);
  }

  private async answering(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.answer_link(link uuid, confirms boolean) returns table (made core.link, problem text)
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        select l.* into made from core.link l where l.id = answer_link.link
          and l.person_id = nullif(core.setting('person'), '-')::uuid for update;
        if made.id is null then return; end if;
        if made.state <> 'PENDING' or made.expires_at <= now() then
          problem := 'NOT_PENDING';
        elsif confirms then
          problem := core.complete_link(made, 'PERSON', null);
          perform set_config('geleit.moving', 'off', true);
        else
          update core.link l set state = 'REFUSED', ended_at = now(), ended_by = core.setting('actor') where l.id = made.id;
        end if;
        select l.* into made from core.link l where l.id = made.id;
        return next;
      end $$
    `);
  }

  private async unlinking(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.has_records(person uuid, house text) returns boolean
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        entry core.person_table;
        found_one boolean;
      begin
        for entry in select t.* from core.person_table t where 'UNLINK' = any(t.moves_on) and t.name <> 'core.person_link'
            and (t.author_column is not null or t.author = house) loop
          execute format('select exists (select from %s where person_id = $1 %s)', entry.name::regclass,
            case when entry.author_column is not null then format('and %I = $2', entry.author_column) end)
            using person, house into found_one;
          if found_one then return true; end if;
        end loop;
        return false;
      end $$
    `);
    await runner.query(`revoke all on function core.has_records(uuid, text) from public`);
    await runner.query(`
      create function core.unlink(link uuid) returns table (made core.link, problem text)
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        house text := nullif(core.setting('institution'), '-');
        fresh uuid := gen_random_uuid();
      begin
        select l.* into made from core.link l where l.id = unlink.link
          and (l.person_id = nullif(core.setting('person'), '-')::uuid
            or (l.institution = house and core.setting('role') in ('counsellor', 'case-manager'))) for update;
        if made.id is null then return; end if;
        if made.state not in ('PENDING', 'ACTIVE') then
          problem := 'NOT_ACTIVE';
        elsif made.state = 'ACTIVE' then
          perform set_config('geleit.moving', 'on', true);
          if made.move_id is not null then
            perform core.undo_move(made.move_id);
          elsif core.has_records(made.person_id, made.institution) then
            -- What it has written since stays its own, under an id that nobody else knows.
            insert into core.person (id, created_by) values (fresh, made.institution);
            perform core.move_person('UNLINK', made.person_id, fresh, made.institution);
          else
            delete from core.person_link l where l.person_id = made.person_id and l.institution = made.institution;
          end if;
          perform set_config('geleit.moving', 'off', true);
        end if;
        if problem is null then
          update core.link l set state = case made.state when 'ACTIVE' then 'ENDED' else 'CANCELLED' end,
              ended_at = now(), ended_by = core.setting('actor'), ended_by_institution = house
            where l.id = made.id;
        end if;
        select l.* into made from core.link l where l.id = made.id;
        return next;
      end $$
    `);
  }

  /** An institution makes links itself only to persons whom it registers at that moment; for all others it takes a function. */
  private async importing(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.is_new_person(person uuid) returns boolean
      language sql stable security definer set search_path = pg_catalog as $$
        select exists (select from core.person p where p.id = person and p.created_at = now()
          and p.created_by = core.setting('institution'))
      $$
    `);
    await runner.query(`create policy owner_select on core.person for select to current_user using (true)`);
    await runner.query(`
      create function core.imports_persons() returns boolean
      language sql stable security definer set search_path = pg_catalog as $$
        select exists (select from core.import_run r where r.institution = core.setting('institution')
          and r.kind = 'persons' and r.finished_at is null and core.setting('actor') = 'import:' || r.id)
      $$
    `);
    await runner.query(`create policy owner_select on core.import_run for select to current_user using (true)`);
    await runner.query(`
      create or replace function core.person_of_booklet(number text) returns uuid
      language sql stable security definer set search_path = pg_catalog as $$
        -- Only an import of persons may follow a number; whoever has the booklet before them uses its code.
        select b.person_id from core.booklet b
        where b.booklet_number = number and b.status = 'ISSUED' and (select core.imports_persons())
      $$
    `);
    await runner.query(`
      create function core.link_imported(number text, file text) returns uuid
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        carried core.booklet;
      begin
        select b.* into carried from core.booklet b
          where b.booklet_number = number and b.status = 'ISSUED' and core.imports_persons();
        if carried.id is null then return null; end if;
        perform set_config('geleit.moving', 'on', true);
        insert into core.person_link (person_id, institution, file_number)
          values (carried.person_id, core.setting('institution'), file);
        perform set_config('geleit.moving', 'off', true);
        insert into core.link (person_id, institution, state, way, booklet_id, booklet_number, file_number, requested_by, confirmed_at)
          values (carried.person_id, core.setting('institution'), 'ACTIVE', 'IMPORT', carried.id, number, file,
            core.setting('actor'), now());
        return carried.person_id;
      end $$
    `);
    for (const name of ['is_new_person(uuid)', 'link_imported(text, text)']) {
      await runner.query(`revoke all on function core.${name} from public`);
      await runner.query(`grant execute on function core.${name} to geleit_app`);
    }
    await runner.query(`revoke all on function core.imports_persons() from public`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.link_imported(text, text)');
    await runner.query(`
      create or replace function core.person_of_booklet(number text) returns uuid
      language sql stable security definer set search_path = pg_catalog as $$
        select b.person_id from core.booklet b
        where b.booklet_number = number and b.status = 'ISSUED'
          and (select core.setting('institution') <> '-' and core.setting('role') in ('counsellor', 'case-manager', 'service'))
      $$
    `);
    await runner.query('drop function core.imports_persons()');
    await runner.query('drop policy owner_select on core.import_run');
    await runner.query('drop policy owner_select on core.person');
    await runner.query('drop function core.is_new_person(uuid) cascade');
    await runner.query('drop function core.unlink(uuid)');
    await runner.query('drop function core.has_records(uuid, text)');
    await runner.query('drop function core.answer_link(uuid, boolean)');
    await runner.query('drop function core.link_by_code(bytea, text, text, interval)');
    await runner.query('drop function core.complete_link(core.link, text, text)');
    await runner.query(`
      create or replace function core.booklet_ended() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        update core.booklet_code c set revoked_at = now(), revoked_because = new.status
          where c.booklet_id = new.id and c.revoked_at is null;
        return null;
      end $$
    `);
    await runner.query('drop table core.link');
  }
}
