import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this migration changes in functions of before: function, what stands there, what stands there then. */
const CHANGES: readonly (readonly [name: string, before: string, after: string])[] = [
  [
    'complete_link(core.link, text, text)',
    `        else
          -- The institution had registered`,
    `        elsif how = 'PRESENCE' and (
            exists (select from core.consent c where c.person_id = own and core.lives(c) and c.valid_until > now())
            or exists (select from core.person_link l where l.person_id = own and l.institution <> link.institution)) then
          return 'PERSON_CONFIRMS';
        else
          -- The institution had registered`,
  ],
  [
    'complete_link(core.link, text, text)',
    'select l.person_id into own from core.person_link l',
    `if how = 'PRESENCE' and document is distinct from 'CHECKED' and core.ended_link_before(link.person_id, false) then
          return 'PERSON_CONFIRMS';
        end if;
        select l.person_id into own from core.person_link l`,
  ],
  [
    'link_by_code(bytea, text, text, interval)',
    `problem := core.complete_link(made, 'PRESENCE', document);`,
    `problem := nullif(core.complete_link(made, 'PRESENCE', document), 'PERSON_CONFIRMS');`,
  ],
];

/**
 * Records that move to the person of the booklet leave the consents of the former registration behind, and with them the
 * exceptions: what was refused there would be open by a consent that was given here. Where the former registration has a
 * living consent, or another institution knows it, presence only asks, and the person confirms. So it does where a link was
 * refused or ended before and nobody looked at a document: a code that was kept is nobody's presence.
 */
export class PresenceLeavesConsents1795392540000 implements MigrationInterface {
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
