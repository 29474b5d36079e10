import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What changes in the function that keeps the keys of the matcher: what stands there, what stands there then. */
const KEYS: readonly (readonly [before: string, after: string])[] = [
  [
    'if new.given_sounds is null or new.family_sounds is null then return null; end if;',
    `if new.given_name is not null and new.given_sounds is null or new.family_name is not null and new.family_sounds is null then
          return null;
        end if;`,
  ],
  [
    'core.identity_keys(new.given_sounds, new.family_sounds, new.birth_date)',
    `core.identity_keys(coalesce(new.given_sounds, ''), coalesce(new.family_sounds, ''), new.birth_date)`,
  ],
];

/**
 * Many people have one name. It is recorded as what it is, as given or as family name, and the other one stays empty: nobody has
 * to write `-` or `Unbekannt` into it. Who has no family name is searched by the given one.
 */
export class OneName1795392441000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table core.identity alter column given_name drop not null, alter column family_name drop not null,
        alter column name_key drop not null, add column given_key text
    `);
    await runner.query(`
      create function core.refuse_nameless() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        raise exception 'geleit: a person without a name' using errcode = '23514', schema = tg_table_schema,
          table = tg_table_name, constraint = 'identity_named';
      end $$
    `);
    await runner.query(`
      create trigger identity_named before insert or update of given_name, family_name on core.identity
        for each row when (new.given_name is null and new.family_name is null) execute function core.refuse_nameless()
    `);
    for (const [before, after] of KEYS) await replace(runner, before, after);
  }

  /** @throws where somebody has one name: there is no other that could be put beside it */
  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of KEYS) await replace(runner, after, before);
    await runner.query('drop trigger identity_named on core.identity');
    await runner.query('drop function core.refuse_nameless()');
    await runner.query(`
      alter table core.identity drop column given_key, alter column name_key set not null,
        alter column family_name set not null, alter column given_name set not null
    `);
  }
}

async function replace(runner: QueryRunner, before: string, after: string): Promise<void> {
  const [found] = (await runner.query(
    `select pg_get_functiondef('core.identity_keys_changed()'::regprocedure) as definition`,
  )) as { definition: string }[];
  if (!found?.definition.includes(before)) throw new Error('core.identity_keys_changed() is not as it was left');
  await runner.query(found.definition.replace(before, () => after));
}
