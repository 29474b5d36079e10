import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLE = `(select current_setting('geleit.role'))`;
const INSTITUTION = `(select current_setting('geleit.institution'))`;
const ITSELF = `(select nullif(core.setting('person'), '-')::uuid)`;
const KNOWS = `institution = ${INSTITUTION} and ${ROLE} in ('counsellor', 'case-manager', 'service', 'data-protection-officer')`;

/** Records that pass from one person to another when it turns out that both are the same human, and back. Every row is on record. */
export class PersonMoves1795392020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.tables(runner);
    await this.moving(runner);
    await this.undoing(runner);
    await this.formerIds(runner);
    await this.consentsMayMove(runner);
  }

  private async tables(runner: QueryRunner): Promise<void> {
    // `geleit migrate` fills it, from the declarations and from a list in the code.
    await runner.query(`
      create table core.person_table (
        name text not null,
        author text,
        author_column text,
        moves_on text array not null,
        constraint person_table_pk primary key (name)
      )
    `);
    await runner.query(`
      create table core.person_move (
        id uuid not null default gen_random_uuid(),
        kind text not null,
        from_person uuid not null,
        to_person uuid not null,
        institution text,
        actor text not null,
        actor_institution text,
        at timestamptz not null default now(),
        undone_by uuid,
        constraint person_move_pk primary key (id)
      )
    `);
    await runner.query(`
      create table core.person_move_row (
        move_id uuid not null,
        table_name text not null,
        row_id uuid not null,
        kept boolean not null,
        constraint person_move_row_pk primary key (move_id, table_name, row_id)
      )
    `);
    await runner.query(`
      create table core.person_alias (
        move_id uuid not null,
        former_id uuid not null,
        person_id uuid not null,
        institution text,
        since timestamptz not null default now(),
        ended_at timestamptz,
        constraint person_alias_pk primary key (move_id)
      )
    `);
    for (const [table, column] of [
      ['person_move', 'from_person'],
      ['person_move', 'to_person'],
      ['person_alias', 'former_id'],
      ['person_alias', 'person_id'],
    ]) {
      await runner.query(`
        alter table core.${table} add constraint ${table}_${column}_person_fk
          foreign key (${column}) references core.person(id)
      `);
      await runner.query(`create index ${table}_by_${column} on core.${table} (${column})`);
    }
    for (const [table, column] of [
      ['person_move_row', 'move_id'],
      ['person_alias', 'move_id'],
    ]) {
      await runner.query(`
        alter table core.${table} add constraint ${table}_move_fk foreign key (${column}) references core.person_move(id)
      `);
    }
    for (const table of ['person_table', 'person_move', 'person_move_row', 'person_alias']) {
      await runner.query(`alter table core.${table} enable row level security`);
      await runner.query(`alter table core.${table} force row level security`);
      await runner.query(`create policy owner_all on core.${table} to current_user using (true) with check (true)`);
    }
    // Moves come from the functions alone, which belong to the owner.
    await runner.query(`grant select on core.person_move, core.person_alias to geleit_app`);
    await runner.query(`create policy geleit_select on core.person_table for select to geleit_app using (false)`);
    await runner.query(`
      create policy geleit_select on core.person_move for select to geleit_app
        using (to_person = ${ITSELF} or (${KNOWS}))
    `);
    await runner.query(`
      create policy geleit_select on core.person_move_row for select to geleit_app
        using ((select true from core.person_move m where m.id = move_id limit 1))
    `);
    // The former id tells an institution nothing any more: only the person keeps it.
    await runner.query(
      `create policy geleit_select on core.person_alias for select to geleit_app using (person_id = ${ITSELF})`,
    );
    // Two moves of the same persons go one after the other; whoever writes about them meanwhile waits.
    await runner.query(`
      create policy geleit_move on core.person to current_user
        using (current_setting('geleit.moving', true) = 'on')
        with check (current_setting('geleit.moving', true) = 'on')
    `);
  }

  private async moving(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.begin_move(move_kind text, source uuid, target uuid, by_institution text)
      returns core.person_move language plpgsql security definer set search_path = pg_catalog as $$
      declare
        move core.person_move;
        person_group integer;
      begin
        -- Opens the policies by which the owner moves rows; for this transaction, until end_move.
        perform set_config('geleit.moving', 'on', true);
        if source = target or (select count(*) <> 2 from (
            select from core.person p where p.id in (source, target) order by p.id for update) locked) then
          raise exception 'geleit: person_move' using errcode = '23503', constraint = 'person_move_person_fk';
        end if;
        for person_group in select distinct hashtext(id::text) & 255 from unnest(array[source, target]) id order by 1 loop
          perform pg_advisory_xact_lock(hashtext('geleit.consent'), person_group);
        end loop;
        insert into core.person_move (kind, from_person, to_person, institution, actor, actor_institution)
          values (move_kind, source, target, by_institution, core.setting('actor'), nullif(core.setting('institution'), '-'))
          returning * into move;
        return move;
      end $$
    `);
    await runner.query(`
      create function core.move_row(move core.person_move, table_name text, row_id uuid) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        -- A consent's history has an entry for each of its versions.
        step text := case when table_name = 'core.consent' then ', version = version + 1, updated_at = now()' else '' end;
        moved bigint;
        is_kept boolean := false;
      begin
        begin
          execute format('update %s set person_id = $1 %s where id = $2 and person_id = $3', table_name::regclass, step)
            using move.to_person, row_id, move.from_person;
          get diagnostics moved = row_count;
          if moved = 0 then return; end if;
        exception when unique_violation then
          -- The other person has one of the same number: this one stays, and whoever asked for the move is told.
          is_kept := true;
        end;
        insert into core.person_move_row (move_id, table_name, row_id, kept) values (move.id, table_name, row_id, is_kept);
      end $$
    `);
    await runner.query(`
      create function core.end_move(move core.person_move) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        consent core.consent;
      begin
        -- Consents that stay behind are no longer cut by the exceptions of those that went.
        for consent in select c.* from core.consent c where c.person_id = move.from_person and core.lives(c)
            order by c.id for no key update loop
          perform core.compile_consent(consent);
        end loop;
        perform set_config('geleit.moving', 'off', true);
      end $$
    `);
    await runner.query(`
      create function core.move_person(move_kind text, source uuid, target uuid, by_institution text) returns uuid
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        move core.person_move;
        entry core.person_table;
        row_id uuid;
      begin
        move := core.begin_move(move_kind, source, target, by_institution);
        for entry in select t.* from core.person_table t where move_kind = any(t.moves_on)
            and (by_institution is null or t.author_column is not null or t.author = by_institution) order by t.name loop
          for row_id in execute format('select id from %s where person_id = $1 %s order by id', entry.name::regclass,
                case when by_institution is not null and entry.author_column is not null
                  then format('and %I = $2', entry.author_column) end)
              using source, by_institution loop
            perform core.move_row(move, entry.name, row_id);
          end loop;
        end loop;
        if move_kind in ('LINK', 'MERGE') then
          insert into core.person_alias (move_id, former_id, person_id, institution)
            values (move.id, source, target, by_institution);
        end if;
        perform core.end_move(move);
        return move.id;
      end $$
    `);
  }

  private async undoing(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.undo_move(move_id uuid) returns uuid
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        done core.person_move;
        back core.person_move;
        moved core.person_move_row;
        holder uuid;
      begin
        select m.* into done from core.person_move m where m.id = undo_move.move_id for update;
        if done.id is null or done.undone_by is not null or done.kind not in ('LINK', 'MERGE') then
          raise exception 'geleit: person_move_to_undo' using errcode = '23514', constraint = 'person_move_to_undo';
        end if;
        holder := core.current_person(done.to_person);
        if done.kind = 'LINK' then
          -- Whoever leaves takes everything along, also what was written since.
          back.id := core.move_person('UNLINK', holder, done.from_person, done.institution);
        else
          if holder <> done.to_person then
            raise exception 'geleit: person_move_is_last' using errcode = '23514', constraint = 'person_move_is_last';
          end if;
          back := core.begin_move('SPLIT', done.to_person, done.from_person, done.institution);
          for moved in select r.* from core.person_move_row r where r.move_id = done.id and not r.kept
              order by r.table_name, r.row_id loop
            perform core.move_row(back, moved.table_name, moved.row_id);
          end loop;
          perform core.end_move(back);
        end if;
        update core.person_alias a set ended_at = now() where a.move_id = done.id;
        update core.person_move m set undone_by = back.id where m.id = done.id;
        return back.id;
      end $$
    `);
    await runner.query(`
      create function core.current_person(person uuid) returns uuid
      language sql stable security definer set search_path = pg_catalog as $$
        -- Under which id a person goes on after merges; the same id where there was none.
        with recursive step(id, depth) as (
          select person, 0
          union all
          select a.person_id, s.depth + 1 from step s
            join core.person_alias a on a.former_id = s.id and a.institution is null and a.ended_at is null
          where s.depth < 100
        )
        select id from step order by depth desc limit 1
      $$
    `);
  }

  /** What was written about the person under former ids is theirs too; what belongs to the file of an institution only as far as it goes. */
  private async formerIds(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.former_ids() returns text[]
      language sql stable security definer set search_path = pg_catalog as $$
        -- Of the person who asks: '<former id>/' whole, '<former id>/<institution>' as far as it is that institution's.
        with recursive own(id, institution) as (
          select nullif(core.setting('person'), '-')::uuid, null::text
          union
          select a.former_id, coalesce(a.institution, o.institution) from own o
            join core.person_alias a on a.person_id = o.id and a.ended_at is null
              and (a.institution is null or o.institution is null or a.institution = o.institution)
        )
        select coalesce(array_agg(id || '/' || coalesce(institution, '')), '{}') from own
          where id <> nullif(core.setting('person'), '-')::uuid
      $$
    `);
    for (const name of [
      'begin_move(text, uuid, uuid, text)',
      'move_row(core.person_move, text, uuid)',
      'end_move(core.person_move)',
      'move_person(text, uuid, uuid, text)',
      'undo_move(uuid)',
      'current_person(uuid)',
      'former_ids()',
    ]) {
      await runner.query(`revoke all on function core.${name} from public`);
    }
    await runner.query(`grant execute on function core.former_ids() to geleit_app`);
    await runner.query(`drop policy geleit_select on core.access_entry`);
    await runner.query(`
      create policy geleit_select on core.access_entry for select to geleit_app using (
        person_id = ${ITSELF}
        or (institution = ${INSTITUTION} and (select current_setting('geleit.role') = 'data-protection-officer'))
        or person_id::text || '/' = any((select core.former_ids())::text[])
        or person_id::text || '/' || institution = any((select core.former_ids())::text[])
      )
    `);
  }

  /** A consent stays with the person who gave it; only a merge of persons, which is on record, takes it along. */
  private async consentsMayMove(runner: QueryRunner): Promise<void> {
    await replaceInFunction(runner, STAYS, `${STAYS}${UNLESS_MOVED}`);
    // A day of birth that moves to a person becomes known of that person.
    await birthDayTrigger(runner, 'insert or update of birth_date, person_id');
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceInFunction(runner, `${STAYS}${UNLESS_MOVED}`, STAYS);
    await birthDayTrigger(runner, 'insert or update of birth_date');
    await runner.query(`drop policy geleit_select on core.access_entry`);
    await runner.query(`
      create policy geleit_select on core.access_entry for select to geleit_app using (
        person_id = ${ITSELF}
        or (institution = ${INSTITUTION} and (select current_setting('geleit.role') = 'data-protection-officer'))
      )
    `);
    await runner.query('drop policy geleit_move on core.person');
    for (const name of [
      'former_ids()',
      'undo_move(uuid)',
      'current_person(uuid)',
      'move_person(text, uuid, uuid, text)',
      'end_move(core.person_move)',
      'move_row(core.person_move, text, uuid)',
      'begin_move(text, uuid, uuid, text)',
    ]) {
      await runner.query(`drop function core.${name}`);
    }
    for (const table of ['person_alias', 'person_move_row', 'person_move', 'person_table']) {
      await runner.query(`drop table core.${table}`);
    }
  }
}

const STAYS = `tg_op = 'UPDATE' and new.person_id <> old.person_id`;
const UNLESS_MOVED = ` and not exists (select from core.person_move m where m.at = now()
            and m.from_person = old.person_id and m.to_person = new.person_id)`;

/** Changes one condition of the rules for consents and leaves the others as they are. */
async function replaceInFunction(runner: QueryRunner, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(
    `select pg_get_functiondef('core.consent_keeps_rules'::regproc) as source`,
  )) as [{ source: string }];
  if (!source.includes(before)) throw new Error('core.consent_keeps_rules is not as this migration expects it.');
  await runner.query(source.replace(before, () => after));
}

async function birthDayTrigger(runner: QueryRunner, event: string): Promise<void> {
  await runner.query('drop trigger birth_day_recorded on core.identity');
  await runner.query(`
    create trigger birth_day_recorded after ${event} on core.identity
      for each row execute function core.birth_day_recorded()
  `);
}
