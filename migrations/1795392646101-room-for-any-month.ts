import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What makes one partition, where it stood until now. */
const INLINE = `execute format('create table core.%I partition of core.access_entry for values from (%L) to (%L)',
          child, lower(gap), upper(gap));
        -- Rights and policies of the parent do not hold for a child that is named directly.
        execute format('alter table core.%I enable row level security', child);
        execute format('alter table core.%I alter column fields set statistics 0,
          alter column asked set statistics 0, alter column permitted set statistics 0', child);
        execute format('alter table core.%I force row level security', child);
        execute format('create trigger append_only_all before truncate on core.%I
          for each statement execute function core.refuse_change()', child);`;

const CALLED = `perform core.add_access_partition(child, lower(gap), upper(gap));`;

/**
 * A backup brings its months of the access log along, so that there is room for any month; and the database remembers when
 * the last backup was taken.
 */
export class RoomForAnyMonth1795392646101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.add_access_partition(child text, begins timestamptz, ends timestamptz) returns void
      language plpgsql set search_path = pg_catalog set timezone = 'UTC' set datestyle = 'ISO' as $$
      begin
        execute format('create table core.%I partition of core.access_entry for values from (%L) to (%L)', child, begins, ends);
        -- Rights and policies of the parent do not hold for a child that is named directly.
        execute format('alter table core.%I enable row level security', child);
        execute format('alter table core.%I alter column fields set statistics 0,
          alter column asked set statistics 0, alter column permitted set statistics 0', child);
        execute format('alter table core.%I force row level security', child);
        execute format('create trigger append_only_all before truncate on core.%I
          for each statement execute function core.refuse_change()', child);
      end $$
    `);
    await runner.query('revoke all on function core.add_access_partition(text, timestamptz, timestamptz) from public');
    await replaceInEnsure(runner, INLINE, CALLED);
    await runner.query(`
      create table core.backup_taken (
        id uuid not null,
        taken_at timestamptz not null,
        constraint backup_taken_pk primary key (id)
      )
    `);
    await runner.query('alter table core.backup_taken enable row level security');
    await runner.query('alter table core.backup_taken force row level security');
    await runner.query('create policy geleit_none on core.backup_taken for select to geleit_app using (false)');
    await runner.query('create policy owner_all on core.backup_taken to current_user using (true) with check (true)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.backup_taken');
    await replaceInEnsure(runner, CALLED, INLINE);
    await runner.query('drop function core.add_access_partition(text, timestamptz, timestamptz)');
  }
}

async function replaceInEnsure(runner: QueryRunner, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(
    `select pg_get_functiondef('core.ensure_access_partitions(integer)'::regprocedure) as source`,
  )) as [{ source: string }];
  if (!source.includes(before)) throw new Error('core.ensure_access_partitions is not as this migration expects it.');
  await runner.query(source.replace(before, () => after));
}
