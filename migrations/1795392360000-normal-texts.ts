import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Texts that were recorded before there was one form for them get it: composed letters (NFC), plain blanks, no invisible
 * marks. Where another record has the number in its right form already, both stay as they are: people must look at them.
 */
export class NormalTexts1795392360000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function pg_temp.normal_text(given text) returns text language sql immutable as $$
        select btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
          normalize(given, NFC),
          '[\\u00ad\\u034f\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]', '', 'g'),
          E'\\r\\n?|[\\u2028\\u2029]', E'\\n', 'g'),
          '[\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]', ' ', 'g'),
          '(\\S) {2,}', '\\1 ', 'g'),
          '[ \\t]+\\n', E'\\n', 'g'), E' \\t\\n\\r')
      $$
    `);
    await runner.query(`
      create procedure pg_temp.normalize_texts(name regclass, columns text[]) language plpgsql as $$
      declare
        sets text := (select string_agg(format('%1$I = pg_temp.normal_text(%1$I)', c), ', ') from unnest(columns) c);
        differs text := (select string_agg(format('%1$I <> pg_temp.normal_text(%1$I)', c), ' or ') from unnest(columns) c);
        found uuid;
      begin
        -- What is left of a text of blanks alone is no text; such rows are none that the hub has taken.
        for found in execute format('select id from %s where %s', name, differs) loop
          begin
            execute format('update %s set %s where id = $1', name, sets) using found;
          exception when unique_violation then null;
          end;
        end loop;
      end $$
    `);
    for (const { name, columns } of await recordTables(runner)) {
      // Nobody changes the record: no event, no version, no comparison follows. The keys of names are made anew by `migrate`.
      await runner.query(`alter table ${name} no force row level security, disable trigger user`);
      await runner.query(`call pg_temp.normalize_texts($1, $2)`, [name, columns]);
      await runner.query(`alter table ${name} force row level security, enable trigger user`);
    }
    await runner.query('drop procedure pg_temp.normalize_texts(regclass, text[])');
    await runner.query('drop function pg_temp.normal_text(text)');
  }

  /** What was mended stays so. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}

/** Tables with records of institutions, and their columns of text that people or other programs have written. */
async function recordTables(runner: QueryRunner): Promise<{ name: string; columns: string[] }[]> {
  return runner.query(`
    select format('%I.%I', table_schema, table_name) as name, array_agg(column_name::text order by ordinal_position) as columns
    from information_schema.columns c
    where data_type = 'text' and column_name not in ('institution', 'name_key', 'given_sounds', 'family_sounds')
      and table_schema in ('core', 'city', 'jobcenter', 'employment_agency', 'caritas')
      and exists (select from information_schema.columns v where (v.table_schema, v.table_name) = (c.table_schema, c.table_name)
        and v.column_name = 'recorded_at')
      and (table_name in ('office', 'contact_person', 'language_course')
        or exists (select from information_schema.columns r where (r.table_schema, r.table_name) = (c.table_schema, c.table_name)
          and r.column_name = 'restricted_at'))
    group by 1 order by 1
  `) as Promise<{ name: string; columns: string[] }[]>;
}
