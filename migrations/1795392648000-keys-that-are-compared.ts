import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_IDENTITY = `left(k.key, 2) not in ('p:', 'e:')`;

/** What this migration changes in functions of before: function, what stands there, what stands there then. */
const CHANGES: readonly (readonly [name: string, before: string, after: string])[] = [
  [
    'contact_keys_changed()',
    `        if tg_op = 'UPDATE' then
          if (`,
    `        if tg_op <> 'INSERT' then
          if tg_op = 'UPDATE' and (`,
  ],
  ['contact_keys_changed()', 'k.source_id = new.id', 'k.source_id = old.id'],
  ['contact_keys_changed()', 'where key is not null;', `where key is not null and tg_op <> 'DELETE';`],
  [
    'contact_keys_changed()',
    `where k.person_id = new.person_id and k.key like 'n:%'`,
    `where k.person_id in (old.person_id, new.person_id) and ${OF_IDENTITY}`,
  ],
  [
    'identity_keys_changed()',
    `        if tg_op = 'UPDATE' then
          if (`,
    `        if tg_op = 'DELETE' then
          delete from core.match_key k where k.source_id = old.id;
          insert into core.match_task (person_id) values (old.person_id);
          return null;
        end if;
        if tg_op = 'UPDATE' then
          if (`,
  ],
];

/**
 * A person of one name, whose keys are of other kinds than those of two names, is compared anew when their contact changes.
 * A phone number, an e-mail address or the sounds of a name that are erased with their record are no keys any more.
 */
export class KeysThatAreCompared1795392648000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, before, after] of CHANGES) await replaceIn(runner, name, before, after);
    for (const table of ['identity', 'contact']) {
      await runner.query(`
        create trigger match_keys_gone after delete on core.${table}
        for each row execute function core.${table}_keys_changed()
      `);
    }
    await runner.query(`select set_config('geleit.matching', 'on', true)`);
    await runner.query(`
      delete from core.match_key k where not exists (select from core.identity i where i.id = k.source_id)
        and not exists (select from core.contact c where c.id = k.source_id)
    `);
    await runner.query(`
      insert into core.match_task (person_id) select distinct k.person_id from core.match_key k where k.key like 'y:%'
        and exists (select from core.match_key c where c.person_id = k.person_id and left(c.key, 2) in ('p:', 'e:'))
    `);
    await runner.query(`select set_config('geleit.matching', 'off', true)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['identity', 'contact']) await runner.query(`drop trigger match_keys_gone on core.${table}`);
    for (const [name, before, after] of [...CHANGES].reverse()) await replaceIn(runner, name, after, before);
  }
}

/** Changes one part of a function and leaves the rest as it is. */
async function replaceIn(runner: QueryRunner, name: string, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(`select pg_get_functiondef($1::regprocedure) as source`, [
    `core.${name}`,
  ])) as [{ source: string }];
  if (!source.includes(before)) throw new Error(`core.${name} is not as this migration expects it.`);
  await runner.query(source.replace(before, () => after));
}
