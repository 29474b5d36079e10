import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this migration changes in functions of before: function, what stands there, what stands there then. */
const CHANGES: readonly (readonly [name: string, before: string, after: string])[] = [
  // Whoever ends a consent consents to nothing: how old the person is was judged when it was given, and whenever a birth
  // day was recorded since.
  [
    'consent_keeps_rules()',
    `        if new.state not in ('REQUESTED', 'REFUSED') then
          select * into born`,
    `        if new.state not in ('REQUESTED', 'REFUSED') and not (tg_op = 'UPDATE' and new.state in ('WITHDRAWN', 'REVOKED', 'INVALIDATED')
            and (new.person_id, new.given_at, new.given_by, new.valid_until, new.represented_until)
              is not distinct from (old.person_id, old.given_at, old.given_by, old.valid_until, old.represented_until)) then
          select * into born`,
  ],
  // In place: a call of core.announce costs as much as what it does.
  [
    'announce_consent()',
    `        perform core.announce('CONSENT', new.consent_id, new.version, new.person_id, array(select distinct i
          from jsonb_array_elements_text(new.snapshot->'recipients' || (new.snapshot->'requested_by')
            || (new.snapshot->'captured_by')) i where i is not null order by i));`,
    `        insert into core.announcement (message) values (json_build_object('kind', 'CONSENT', 'id', new.consent_id,
          'version', new.version, 'person', new.person_id, 'institutions', array(select distinct i
            from jsonb_array_elements_text(new.snapshot->'recipients' || (new.snapshot->'requested_by')
              || (new.snapshot->'captured_by')) i where i is not null order by i))::text);`,
  ],
];

/** Ending a consent without a look at birth days, and announcing it with one call less. */
export class ShorterEnds1795392191000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, before, after] of CHANGES) await replaceIn(runner, name, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, before, after] of [...CHANGES].reverse()) await replaceIn(runner, name, after, before);
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
