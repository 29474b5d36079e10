import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The importer knows which rule the policy has; what the person decided holds whatever it is. */
const UNLESS_ENDED = `if core.ended_link_before(carried.person_id, true) then return null; end if;`;

/**
 * A link that the person has refused or ended, or that staff have ended, is not made again by the number in a file. What
 * the person decided wins always; what staff decided, unless the policy lets files win and the file was exported later.
 */
export class FilesAfterRefusedLinks1795392510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.ended_link_before(person uuid, file_wins boolean) returns boolean
      language sql stable security definer set search_path = pg_catalog as $$
        -- A request that another one replaced, or that a lost booklet cancelled, was ended by nobody.
        select exists (select from core.link l
          where l.person_id = person and l.institution = core.setting('institution')
            and (l.state in ('REFUSED', 'ENDED') or (l.state = 'CANCELLED' and l.ended_by is not null))
            and (not file_wins or l.ended_by_institution is null
              or coalesce(l.ended_at >= nullif(current_setting('geleit.exported_at', true), '')::timestamptz, true)))
      $$
    `);
    await runner.query('revoke all on function core.ended_link_before(uuid, boolean) from public');
    await runner.query('grant execute on function core.ended_link_before(uuid, boolean) to geleit_app');
    await this.following(runner, UNLESS_ENDED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.following(runner, '');
    await runner.query('drop function core.ended_link_before(uuid, boolean)');
  }

  private async following(runner: QueryRunner, unless: string): Promise<void> {
    await runner.query(`
      create or replace function core.link_imported(number text, file text) returns uuid
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        carried core.booklet;
      begin
        select b.* into carried from core.booklet b
          where b.booklet_number = number and b.status = 'ISSUED' and core.imports_persons();
        if carried.id is null then return null; end if;
        carried.person_id := core.current_person(carried.person_id);
        ${unless}
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
  }
}
