import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A hub remembers for a moment that an id leads to nobody else. Of whom a merge may come it must not: the login of the
 * registration that is given up would be refused after the merge, until it forgets.
 */
export class MergesThatMayCome1795392645620 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.may_be_merged() returns boolean
      language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
      declare
        me uuid := nullif(core.setting('person'), '-')::uuid;
      begin
        return exists (select from core.duplicate_pair p
          where me in (p.person_a, p.person_b) and p.state in ('OPEN', 'PROPOSED'));
      end $$
    `);
    await runner.query(`revoke all on function core.may_be_merged() from public`);
    await runner.query(`grant execute on function core.may_be_merged() to geleit_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.may_be_merged()');
  }
}
