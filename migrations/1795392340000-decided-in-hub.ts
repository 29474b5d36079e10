import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every table of records, of persons and of reference data, known by the constraint that all of them have. */
const RECORD_TABLES = `
  select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('core', 'city', 'jobcenter', 'employment_agency', 'caritas') and c.relkind = 'r'
    and c.oid <> all('{core.consent,core.consent_text}'::regclass[])
    and exists (select from pg_constraint k where k.conrelid = c.oid and k.conname = c.relname || '_natural_key')
  order by 1`;

/**
 * What of a record was decided in the hub, column by column, so that a file that is delivered later leaves it alone:
 * `{"family_name": {"at": …, "by": "PERSON"}}`. PERSON: a person decided it, or it was corrected as they asked; STAFF:
 * somebody of the institution, or its application, wrote it. A trigger keeps it, which the locks put on each table;
 * imports say that they are one, and leave no mark.
 */
export class DecidedInHub1795392340000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const tables = (await runner.query(RECORD_TABLES)) as { name: string }[];
    for (const { name } of tables) await runner.query(`alter table ${name} add column decided jsonb`);
    await runner.query(`alter table core.import_run add column left_alone integer, add column exported_at timestamptz`);
    await this.marking(runner);
    await this.asking(runner);
    await this.decidedBefore(runner, tables);
  }

  private async marking(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.note_decision() returns trigger
      language plpgsql set search_path = pg_catalog as $$
      declare
        before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
        earlier jsonb := coalesce(before->'decided', 'null');
        decider text := case when current_setting('geleit.role', true) in ('person', 'guardian')
          or current_setting('geleit.granted', true) = 'on' then 'PERSON' else 'STAFF' end;
        marks jsonb;
      begin
        -- What a person has decided stays theirs, whoever changes it later.
        select jsonb_object_agg(n.key, jsonb_build_object('at', now(),
            'by', case when earlier->n.key->>'by' = 'PERSON' then 'PERSON' else decider end)) into marks
          from jsonb_each(to_jsonb(new)) n
          where n.key <> all('{id,version,recorded_at,updated_at,person_id,institution,disputes,restricted_at,decided}')
            and n.value is distinct from coalesce(before->n.key, 'null');
        if marks is not null then
          new.decided := coalesce(nullif(earlier, 'null'), '{}') || marks;
        end if;
        return new;
      end $$
    `);
    await runner.query('revoke all on function core.note_decision() from public');
  }

  private async asking(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.decided_in_hub(decided jsonb, columns text[], file_wins boolean) returns boolean
      language sql stable set search_path = pg_catalog as $$
        -- Whether an import leaves one of these columns alone; null stands for all. Where files win over staff, a file
        -- still knows nothing of what was changed after its export.
        select exists (select from jsonb_each(decided) d where (columns is null or d.key = any(columns))
          and (not file_wins or d.value->>'by' = 'PERSON'
            or coalesce((d.value->>'at')::timestamptz >= nullif(current_setting('geleit.exported_at', true), '')::timestamptz, true)))
      $$
    `);
    await runner.query('revoke all on function core.decided_in_hub(jsonb, text[], boolean) from public');
    await runner.query('grant execute on function core.decided_in_hub(jsonb, text[], boolean) to geleit_app');
  }

  /** What can still be told of decisions before: corrections that were granted, and booklets with codes that have ended. */
  private async decidedBefore(runner: QueryRunner, tables: readonly { name: string }[]): Promise<void> {
    await runner.query(`select set_config('geleit.moving', 'on', true)`);
    for (const { name } of tables) {
      await runner.query(
        `update ${name} t set decided = r.marks
         from (select record_id, jsonb_object_agg(lower(regexp_replace(field, '([A-Z])', '_\\1', 'g')),
             jsonb_build_object('at', coalesce(answered_at, now()), 'by', 'PERSON')) as marks
           from core.rights_request
           where kind = 'CORRECTION' and state = 'GRANTED' and record_table = $1 and field is not null group by record_id) r
         where t.id = r.record_id`,
        [name],
      );
    }
    await runner.query(`
      update core.booklet b set decided = jsonb_build_object('status', jsonb_build_object('at', b.updated_at, 'by', 'PERSON'))
      where b.status in ('LOST', 'CLOSED') and exists (select from core.booklet_code c where c.booklet_id = b.id)
    `);
    await runner.query(`select set_config('geleit.moving', 'off', true)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = (await runner.query(RECORD_TABLES)) as { name: string }[];
    for (const { name } of tables) {
      await runner.query(`drop trigger if exists decided on ${name}`);
      await runner.query(`alter table ${name} drop column decided`);
    }
    await runner.query('drop function core.decided_in_hub(jsonb, text[], boolean)');
    await runner.query('drop function core.note_decision()');
    await runner.query('alter table core.import_run drop column left_alone, drop column exported_at');
  }
}
