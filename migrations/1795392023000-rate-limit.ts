import type { MigrationInterface, QueryRunner } from 'typeorm';

const ITS_OWN = `((select current_setting('geleit.actor')) = 'rate-limit')`;

/** How often somebody has tried codes; shared by all replicas. The columns and their order are those of rate-limiter-flexible. */
export class RateLimit1795392023000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.rate_limit (
        key varchar(255) not null,
        points integer not null default 0,
        expire bigint,
        constraint rate_limit_pk primary key (key)
      )
    `);
    await runner.query(`alter table core.rate_limit enable row level security`);
    await runner.query(`alter table core.rate_limit force row level security`);
    await runner.query(`grant select, insert, update on core.rate_limit to geleit_app`);
    await runner.query(`create policy geleit_select on core.rate_limit for select to geleit_app using (${ITS_OWN})`);
    await runner.query(
      `create policy geleit_insert on core.rate_limit for insert to geleit_app with check (${ITS_OWN})`,
    );
    await runner.query(
      `create policy geleit_update on core.rate_limit for update to geleit_app using (${ITS_OWN}) with check (${ITS_OWN})`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.rate_limit');
  }
}
