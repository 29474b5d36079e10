import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this migration changes in functions of before: function, what stands there, what stands there then. */
const CHANGES: readonly (readonly [name: string, before: string, after: string])[] = [
  // What came under a former id at or after the merge goes the same way as what was there at that moment.
  [
    'consent_keeps_rules()',
    `select from core.person_move m where m.at = now()
            and m.from_person = old.person_id and m.to_person = new.person_id`,
    `select from core.person_move m where (m.at = now() or m.kind = 'MERGE' and m.undone_by is null)
            and m.from_person = old.person_id and m.to_person = new.person_id`,
  ],
  // A scan that was kept under the former id lies with the survivor already.
  [
    'consent_keeps_rules()',
    `where s.id = new.scan_id and s.person_id = new.person_id`,
    `where s.id = new.scan_id and s.person_id in (new.person_id, core.current_person(new.person_id))`,
  ],
  [
    'follow_merges()',
    `where 'MERGE' = any(t.moves_on) and t.name not in ('core.consent', 'core.consent_scan') order by t.name`,
    `where 'MERGE' = any(t.moves_on) order by t.name`,
  ],
];

/**
 * A consent that is taken down under the id of a person who was merged, or in the moment of the merge, goes to the survivor
 * with it, in the same transaction: what somebody has consented to, or refused, must not lie where nobody looks. It is on
 * record as a row of that merge, so that a split takes it back.
 */
export class ConsentsFollowMerges1795392102000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, before, after] of CHANGES) await replaceIn(runner, name, before, after);
    await runner.query(`
      create function core.follow_merge() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        held uuid := new.person_id;
        move core.person_move;
      begin
        -- The foreign key has waited for a merge that was under way, and holds off one that would begin now.
        loop
          select m.* into move from core.person_alias a join core.person_move m on m.id = a.move_id
            where a.former_id = held and a.institution is null and a.ended_at is null;
          exit when not found;
          perform set_config('geleit.moving', 'on', true);
          perform core.move_row(move, tg_table_schema || '.' || tg_table_name, new.id);
          perform set_config('geleit.moving', 'off', true);
          held := move.to_person;
        end loop;
        return null;
      end $$
    `);
    await runner.query(`revoke all on function core.follow_merge() from public`);
    // After the checks of foreign keys, whose triggers PostgreSQL names with capital letters.
    for (const table of ['consent', 'consent_scan']) {
      await runner.query(`
        create trigger follow_merge after insert on core.${table} for each row execute function core.follow_merge()
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.follow_merge() cascade');
    for (const [name, before, after] of CHANGES) await replaceIn(runner, name, after, before);
  }
}

/** Changes one condition of a function and leaves the rest as it is. */
async function replaceIn(runner: QueryRunner, name: string, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(`select pg_get_functiondef($1::regprocedure) as source`, [
    `core.${name}`,
  ])) as [{ source: string }];
  if (!source.includes(before)) throw new Error(`core.${name} is not as this migration expects it.`);
  await runner.query(source.replace(before, () => after));
}
