import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The number in a file is no booklet that was handed over: numbers follow one another and are mistyped. A link made by it
 * would open what a statute opens of a person whom the institution knows, would let it take down consents in their name,
 * and would show its records to whoever carries that booklet. So a file only asks: until the person has confirmed, or has
 * handed over the booklet, the row is a registration of the institution's own, and then its records move like others'.
 */
export class LinksOfFilesAreAskedFor1795392511000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.link_imported(text, text)');
    await runner.query(`
      create function core.ask_link_imported(number text, file text, valid_for interval) returns uuid
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        house text := core.setting('institution');
        carried core.booklet;
      begin
        select b.* into carried from core.booklet b
          where b.booklet_number = number and b.status = 'ISSUED' and core.imports_persons();
        if carried.id is null or house = 'immigration-authority' then return null; end if;
        carried.person_id := core.current_person(carried.person_id);
        -- The importer knows which rule the policy has; what the person decided holds whatever it is. Who is asked already, by
        -- an earlier file or by staff with the code, is not asked twice.
        if core.ended_link_before(carried.person_id, true) or exists (select from core.link l
            where l.person_id = carried.person_id and l.institution = house
              and (l.state = 'ACTIVE' or (l.state = 'PENDING' and l.expires_at > now()))) then
          return null;
        end if;
        insert into core.link (person_id, institution, state, way, booklet_id, booklet_number, file_number, requested_by, expires_at)
          values (carried.person_id, house, 'PENDING', 'IMPORT', carried.id, number, file, core.setting('actor'), now() + valid_for);
        return carried.person_id;
      end $$
    `);
    await runner.query('revoke all on function core.ask_link_imported(text, text, interval) from public');
    await runner.query('grant execute on function core.ask_link_imported(text, text, interval) to geleit_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.ask_link_imported(text, text, interval)');
    await runner.query(`
      create function core.link_imported(number text, file text) returns uuid
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        carried core.booklet;
      begin
        select b.* into carried from core.booklet b
          where b.booklet_number = number and b.status = 'ISSUED' and core.imports_persons();
        if carried.id is null then return null; end if;
        carried.person_id := core.current_person(carried.person_id);
        if core.ended_link_before(carried.person_id, true) then return null; end if;
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
    await runner.query('revoke all on function core.link_imported(text, text) from public');
    await runner.query('grant execute on function core.link_imported(text, text) to geleit_app');
  }
}
