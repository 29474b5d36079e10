import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this migration changes in a function of before: what stands there, what stands there then. */
const CHANGES: readonly (readonly [before: string, after: string])[] = [
  [
    `raise exception 'geleit: the access log is kept for two years' using errcode = '42501';
        end if;`,
    `raise exception 'geleit: the access log is kept for two years' using errcode = '42501';
        end if;
        if until is not null and not pg_has_role(session_user,
            (select c.relowner from pg_class c where c.oid = 'core.access_entry'::regclass), 'USAGE') then
          raise exception 'geleit: only the operator says until when the access log is erased' using errcode = '42501';
        end if;`,
  ],
  [
    `select c.relname, (regexp_match(b.bound, 'FROM \\(''([^'']+)''\\)'))[1]::timestamptz as begins,
            (regexp_match(b.bound, 'TO \\(''([^'']+)''\\)'))[1]::timestamptz as ends
          from pg_inherits i join pg_class c on c.oid = i.inhrelid
            cross join lateral (select pg_get_expr(c.relpartbound, c.oid) as bound) b
          where i.inhparent = 'core.access_entry'::regclass order by ends`,
    `select m.name as relname, m.begins, m.ends from core.access_log_months() m order by m.ends`,
  ],
  [
    `continue when part.ends is null or part.ends > coalesce(until, latest);`,
    `continue when part.ends is null or part.ends > coalesce(until, latest);
          -- Of itself the hub erases one month at a time, and only what the log has outlived: a clock alone proves nothing.
          exit when until is null and months > 0;
          continue when until is null and not core.access_log_lived(part.ends);`,
  ],
  [
    `'month', right(part.relname, 7)`,
    `'month', coalesce(substring(part.relname from '\\d{4}_\\d{2}'), to_char(part.begins at time zone 'UTC', 'YYYY_MM'))`,
  ],
];

/** The access log, and what is remembered of erased records, are erased by what the log has lived through, and not by a clock alone. */
export class MoreThanAClock1795392461000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.access_log_lived(since timestamptz) returns boolean
      language sql stable security definer set search_path = pg_catalog set timezone = 'UTC' as $$
        -- Two years have passed if entries were written in each of their months: no clock that runs ahead writes those.
        select bool_and(exists (select from core.access_entry e where e.at >= month and e.at < month + interval '1 month'))
        from generate_series(since, since + interval '23 months', interval '1 month') month
      $$
    `);
    await runner.query(`revoke all on function core.access_log_lived(timestamptz) from public`);
    await this.change(runner, CHANGES);
    await runner.query(`
      create or replace function core.forget_erased_sources() returns void
      language sql security definer set search_path = pg_catalog as $$
        delete from core.erased_source e where e.erased_on <= core.today() - core.erased_remembered()
          and core.access_log_lived(date_trunc('month', now(), 'UTC') - interval '24 months')
      $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function core.forget_erased_sources() returns void
      language sql security definer set search_path = pg_catalog as $$
        delete from core.erased_source e where e.erased_on <= core.today() - core.erased_remembered()
      $$
    `);
    await this.change(
      runner,
      CHANGES.map(([before, after]) => [after, before] as const),
    );
    await runner.query('drop function core.access_log_lived(timestamptz)');
  }

  private async change(runner: QueryRunner, changes: typeof CHANGES): Promise<void> {
    const found = (await runner.query(
      `select pg_get_functiondef('core.erase_access_log(timestamptz)'::regprocedure) as source`,
    )) as [{ source: string }];
    let [{ source }] = found;
    for (const [before, after] of changes) {
      if (!source.includes(before)) throw new Error('core.erase_access_log is not as this migration expects it.');
      source = source.replace(before, () => after);
    }
    await runner.query(source);
  }
}
