import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As it was in the migrations before. */
const ENSURE_BEFORE = `
  create or replace function core.ensure_access_partitions(months integer) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
  declare
    month date := date_trunc('month', now());
    child text;
  begin
    for step in 0..months loop
      child := 'access_entry_' || to_char(month, 'YYYY_MM');
      if to_regclass('core.' || child) is null then
        execute format('create table core.%I partition of core.access_entry for values from (%L) to (%L)',
          child, month, month + interval '1 month');
        -- Rights and policies of the parent do not hold for a child that is named directly.
        execute format('alter table core.%I enable row level security', child);
        execute format('alter table core.%I alter column fields set statistics 0,
          alter column asked set statistics 0, alter column permitted set statistics 0', child);
        execute format('alter table core.%I force row level security', child);
        execute format('create trigger append_only_all before truncate on core.%I
          for each statement execute function core.refuse_change()', child);
      end if;
      month := month + interval '1 month';
    end loop;
  end $$`;

const ENSURE = `
  create or replace function core.ensure_access_partitions(months integer) returns void
  language plpgsql security definer
  set search_path = pg_catalog set timezone = 'UTC' set datestyle = 'ISO' set lock_timeout = '2s' as $$
  declare
    begins timestamptz := date_trunc('month', now());
    needed tstzrange := tstzrange(begins, begins + make_interval(months => months + 1));
    gap tstzrange;
    child text;
    number integer;
  begin
    if core.access_log_room() @> needed then return; end if;
    -- Several replicas start together: the second finds nothing left to do.
    perform pg_advisory_xact_lock(hashtext('geleit.access_partitions'));
    for step in 0..months loop
      -- What there is may have been made in another time zone: a month gets what is missing of it, neither more nor less.
      for gap in
        select unnest(tstzmultirange(tstzrange(begins + make_interval(months => step), begins + make_interval(months => step + 1)))
          - core.access_log_room())
      loop
        number := 1;
        child := 'access_entry_' || to_char(lower(gap), 'YYYY_MM');
        while to_regclass('core.' || child) is not null loop
          number := number + 1;
          child := 'access_entry_' || to_char(lower(gap), 'YYYY_MM') || '_' || number;
        end loop;
        execute format('create table core.%I partition of core.access_entry for values from (%L) to (%L)',
          child, lower(gap), upper(gap));
        -- Rights and policies of the parent do not hold for a child that is named directly.
        execute format('alter table core.%I enable row level security', child);
        execute format('alter table core.%I alter column fields set statistics 0,
          alter column asked set statistics 0, alter column permitted set statistics 0', child);
        execute format('alter table core.%I force row level security', child);
        execute format('create trigger append_only_all before truncate on core.%I
          for each statement execute function core.refuse_change()', child);
      end loop;
    end loop;
  end $$`;

/**
 * The access log has room for every moment: months are those of UTC, whatever the session says, and join whatever is there
 * without gap or overlap. The hub can ask what there is room for.
 */
export class RoomOfTheLog1795392460000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.access_log_months() returns table (name text, begins timestamptz, ends timestamptz)
      language sql stable set search_path = pg_catalog set timezone = 'UTC' set datestyle = 'ISO' as $$
        -- PostgreSQL prints bounds in the zone and style of whoever asks.
        select c.relname::text, (regexp_match(b.bound, 'FROM \\(''([^'']+)''\\)'))[1]::timestamptz,
          (regexp_match(b.bound, 'TO \\(''([^'']+)''\\)'))[1]::timestamptz
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
          cross join lateral (select pg_get_expr(c.relpartbound, c.oid) as bound) b
        where i.inhparent = 'core.access_entry'::regclass
      $$
    `);
    await runner.query(`
      create function core.access_log_room() returns tstzmultirange
      language sql stable set search_path = pg_catalog as $$
        select coalesce(range_agg(tstzrange(m.begins, m.ends)), '{}') from core.access_log_months() m
      $$
    `);
    for (const name of ['access_log_months()', 'access_log_room()']) {
      await runner.query(`revoke all on function core.${name} from public`);
      await runner.query(`grant execute on function core.${name} to geleit_app`);
    }
    await runner.query(ENSURE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(ENSURE_BEFORE);
    await runner.query('alter function core.ensure_access_partitions(integer) reset timezone');
    await runner.query('alter function core.ensure_access_partitions(integer) reset datestyle');
    await runner.query('alter function core.ensure_access_partitions(integer) reset lock_timeout');
    await runner.query('drop function core.access_log_room()');
    await runner.query('drop function core.access_log_months()');
  }
}
