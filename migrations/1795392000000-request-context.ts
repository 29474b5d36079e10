import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The schemas of the institutions, and the request context that row level security reads. */
export class RequestContext1795392000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema core`);
    await runner.query(`create schema city`);
    await runner.query(`create schema jobcenter`);
    await runner.query(`create schema employment_agency`);
    await runner.query(`create schema caritas`);
    await runner.query(`grant usage on schema core, city, jobcenter, employment_agency, caritas to geleit_app`);
    await runner.query(`
      create function core.setting(name text) returns text language plpgsql stable parallel safe as $$
      declare
        value text := current_setting('geleit.' || name, true);
      begin
        -- A forgotten request context must be an error, never an empty answer.
        if value is null or value = '' then
          raise exception 'geleit: no request context' using errcode = '42501';
        end if;
        return value;
      end $$
    `);
    await runner.query(`grant select on geleit_migration to geleit_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema caritas cascade');
    await runner.query('drop schema employment_agency cascade');
    await runner.query('drop schema jobcenter cascade');
    await runner.query('drop schema city cascade');
    await runner.query('drop schema core cascade');
  }
}
