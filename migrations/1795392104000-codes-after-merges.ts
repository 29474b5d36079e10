import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this migration changes in functions of before: function, what stands there, what stands there then. */
const CHANGES: readonly (readonly [name: string, before: string, after: string])[] = [
  [
    'link_by_code(bytea, text, text, interval)',
    'select b.id, b.booklet_number, b.person_id, c.kind into carried',
    'select b.id, b.booklet_number, core.current_person(b.person_id) as person_id, c.kind into carried',
  ],
  [
    'link_imported(text, text)',
    'if carried.id is null then return null; end if;',
    `if carried.id is null then return null; end if;
        carried.person_id := core.current_person(carried.person_id);`,
  ],
  ['person_of_booklet(text)', 'select b.person_id from', 'select core.current_person(b.person_id) from'],
];

/**
 * Where both registrations of a person had a booklet of the same institution, one of them stays under the former id after a
 * merge, and in the person's hands: whoever follows its code or number comes to the one person, and not to nobody.
 */
export class CodesAfterMerges1795392104000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, before, after] of CHANGES) await replaceIn(runner, name, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, before, after] of CHANGES) await replaceIn(runner, name, after, before);
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
