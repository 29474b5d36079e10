import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Besides the tables of the record types, to which `geleit migrate` puts the same trigger. */
const TABLES = ['consent', 'consent_scan', 'link', 'rights_request', 'representation'];

/** With the moment from which on a row came while two persons were one. */
const CAME_AT = [
  ['core.consent', 'recorded_at'],
  ['core.consent_scan', 'recorded_at'],
  ['core.booklet', 'recorded_at'],
  ['core.representation', 'recorded_at'],
  ['core.rights_request', 'created_at'],
] as const;

const OWNER_FUNCTIONS = [
  'moves_into(uuid)',
  'leads_through(uuid, uuid)',
  'sides_of(text, uuid, uuid)',
  'sides_of_link(core.link)',
  'sides_of_house(uuid, text, boolean)',
  'note_sides(text, uuid, uuid, uuid[])',
  'caller_still_is()',
  'came_under()',
  'changes_under()',
];

/**
 * As long as two persons are taken for one, both decide under one id. With each row that comes meanwhile it is kept under
 * which of the two ids it came: that of the login, the one that staff or a file named; failing this, the only one under which
 * the institution knew anybody. A split takes it back by that. Where nobody can tell, the row is kept as unsure.
 */
export class SidesOfMergedPersons1795392647100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.person_move_row add column sure boolean not null default true');
    await this.moves(runner);
    await this.sides(runner);
    await this.noting(runner);
    await this.callers(runner);
    for (const name of OWNER_FUNCTIONS) await runner.query(`revoke all on function core.${name} from public`);
    for (const table of TABLES) {
      await runner.query(`
        create trigger came_under after insert on core.${table} referencing new table as fresh
          for each statement execute function core.came_under()
      `);
    }
    await runner.query(`
      create trigger changes_under before update on core.consent for each row
        when (current_setting('geleit.role', true) = 'person'
          and current_setting('geleit.person', true) is distinct from current_setting('geleit.actor', true))
        execute function core.changes_under()
    `);
    for (const [table, since] of CAME_AT) {
      // Of what came before this was kept nobody can tell.
      await runner.query(`
        insert into core.person_move_row (move_id, table_name, row_id, kept, sure)
          select m.id, '${table}', t.id, false, false from core.person_move m
            join core.person_alias a on a.move_id = m.id and a.institution is null and a.ended_at is null
            join ${table} t on t.person_id = m.to_person and t.${since} >= m.at
          on conflict do nothing
      `);
    }
  }

  private async moves(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.moves_into(person uuid) returns setof core.person_move
      language sql stable security definer set search_path = pg_catalog as $$
        -- The merges, none of them taken back, by which other ids lead to this one.
        with recursive into_it(move_id, former_id) as (
          select a.move_id, a.former_id from core.person_alias a
            where a.person_id = person and a.institution is null and a.ended_at is null
          union
          select a.move_id, a.former_id from into_it i join core.person_alias a
            on a.person_id = i.former_id and a.institution is null and a.ended_at is null
        )
        select m.* from into_it i join core.person_move m on m.id = i.move_id
      $$
    `);
    await runner.query(`
      create function core.leads_through(side uuid, person uuid) returns boolean
      language sql stable security definer set search_path = pg_catalog as $$
        -- Whether an id is this one, or goes on as this one, at once or later.
        with recursive step(id) as (
          select side
          union
          select a.person_id from step s
            join core.person_alias a on a.former_id = s.id and a.institution is null and a.ended_at is null
        )
        select exists (select from step s where s.id = person)
      $$
    `);
  }

  private async sides(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.sides_of(name text, id uuid, holder uuid) returns uuid[]
      language plpgsql stable security definer set search_path = pg_catalog as $$
      declare
        side uuid := holder;
        step record;
      begin
        -- Under which id a row came that lies with its holder now; none where nobody can tell.
        loop
          select m.from_person, r.sure into step from core.person_move_row r join core.person_move m on m.id = r.move_id
            join core.person_alias a on a.move_id = m.id and a.institution is null and a.ended_at is null
            where r.table_name = name and r.row_id = sides_of.id and not r.kept and m.to_person = side;
          if not found then return array[side]; end if;
          if not step.sure then return '{}'; end if;
          side := step.from_person;
        end loop;
      end $$
    `);
    await runner.query(`
      create function core.sides_of_link(link core.link) returns uuid[]
      language sql stable security definer set search_path = pg_catalog as $$
        -- Theirs who confirmed a link with a login, otherwise whose booklet it came by.
        select case when link.confirmation = 'PERSON' and link.confirmed_by ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            and core.leads_through(link.confirmed_by::uuid, link.person_id) then array[link.confirmed_by::uuid]
          else coalesce((select core.sides_of('core.booklet', b.id, b.person_id) from core.booklet b where b.id = link.booklet_id),
            '{}') end
      $$
    `);
    await runner.query(`
      create function core.sides_of_house(person uuid, house text, in_file boolean) returns uuid[]
      language plpgsql stable security definer set search_path = pg_catalog as $$
      declare
        file record;
        made core.link;
        known uuid[] := '{}';
        sides uuid[];
      begin
        -- The ids under which an institution came to know somebody; none where it cannot be told of one of its files.
        select l.* into made from core.link l where l.person_id = person and l.institution = house and l.state = 'ACTIVE'
          and l.confirmed_at >= (select min(m.at) from core.moves_into(person) m) order by l.confirmed_at desc limit 1;
        if made.id is not null then return core.sides_of_link(made); end if;
        -- Where it had a file of both, one has stayed, and a row of a file that names it came with that id.
        for file in select l.id, l.person_id from core.person_link l where l.institution = house
            and (l.person_id = person or not in_file and l.person_id in (select m.from_person from core.moves_into(person) m)) loop
          sides := core.sides_of('core.person_link', file.id, file.person_id);
          if sides = '{}' then return '{}'; end if;
          known := known || sides;
        end loop;
        return known;
      end $$
    `);
    await runner.query(`
      create function core.note_sides(name text, id uuid, holder uuid, sides uuid[]) returns void
      language sql security definer set search_path = pg_catalog as $$
        -- All of the sides through a merge: its split takes the row back. Some of them, or none known: nobody can tell.
        insert into core.person_move_row (move_id, table_name, row_id, kept, sure)
          select m.id, name, note_sides.id, false, sides <> '{}' and t.through = cardinality(sides)
          from core.moves_into(holder) m cross join lateral (
            select count(*) from unnest(sides) s where core.leads_through(s, m.from_person)) t(through)
          where sides = '{}' or t.through > 0
        on conflict do nothing
      $$
    `);
  }

  private async noting(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.came_under() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        role text := coalesce(current_setting('geleit.role', true), '');
        house text := coalesce(current_setting('geleit.institution', true), '');
        named uuid := nullif(current_setting('geleit.named_person', true), '')::uuid;
        of_what text := tg_table_schema || '.' || tg_table_name;
        came record;
        sides uuid[];
      begin
        -- The foreign key has waited for a split that was under way, and holds off one that would begin now.
        if role = 'person' and exists (select from fresh) then perform core.caller_still_is(); end if;
        for came in select f.id, f.person_id from fresh f where
            exists (select from core.person_alias a where a.person_id = f.person_id and a.institution is null)
            or f.person_id is distinct from named and named is not null loop
          -- What is known of it says the link by which it came about.
          continue when of_what = 'core.person_link' and role <> 'person';
          if role = 'person' then
            sides := array[core.setting('actor')::uuid];
          elsif role = 'guardian' then
            -- Whoever represents the person does so under the id for which somebody has seen a document.
            select coalesce((select core.sides_of('core.representation', r.id, came.person_id) from core.representation r
              where r.person_id = came.person_id and r.guardian::text = core.setting('actor') and r.revoked_at is null
              order by r.recorded_at limit 1), '{}') into sides;
          elsif named is not null and named <> came.person_id then
            -- Staff meant somebody who went on under this id until a moment ago.
            if not core.leads_through(named, came.person_id) then
              raise exception 'geleit: persons were split meanwhile' using errcode = '40001';
            end if;
            sides := array[named];
          else
            sides := core.sides_of_house(came.person_id, house, coalesce(current_setting('geleit.import', true), '') <> '');
            if sides = '{}' and of_what in ('core.consent', 'core.consent_scan') and role in ('counsellor', 'case-manager', 'service')
                and not exists (select from core.person_link l where l.person_id = came.person_id and l.institution = house)
                and exists (select from core.person_move m where m.from_person = came.person_id and m.kind = 'SPLIT') then
              raise exception 'geleit: persons were split meanwhile' using errcode = '40001';
            end if;
          end if;
          perform core.note_sides(of_what, came.id, came.person_id, sides);
        end loop;
        return null;
      end $$
    `);
  }

  private async callers(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.caller_still_is() returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        me text := current_setting('geleit.person', true);
      begin
        -- In the words of PostgreSQL for what may be tried again: as whom the caller comes in is decided anew then.
        if me <> '-' and me <> current_setting('geleit.actor', true) and not core.caller_goes_on_as(me::uuid) then
          raise exception 'geleit: persons were split meanwhile' using errcode = '40001';
        end if;
      end $$
    `);
    await runner.query(`
      create function core.changes_under() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        moving text := coalesce(current_setting('geleit.moving', true), 'off');
      begin
        -- Whoever comes in under a former id changes nothing while it is decided who they are. Not waited for: whoever
        -- decides it waits for this consent.
        perform set_config('geleit.moving', 'on', true);
        perform from core.person p where p.id = new.person_id for key share nowait;
        perform set_config('geleit.moving', moving, true);
        perform core.caller_still_is();
        return new;
      exception when lock_not_available then
        raise exception 'geleit: persons are split or merged' using errcode = '40001';
      end $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [...OWNER_FUNCTIONS].reverse()) await runner.query(`drop function core.${name} cascade`);
    await runner.query('delete from core.person_move_row where not sure');
    await runner.query('alter table core.person_move_row drop column sure');
  }
}
