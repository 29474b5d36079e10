import type { MigrationInterface, QueryRunner } from 'typeorm';

const IS_ABOUT_CALLER = `e.person_id = nullif(core.setting('person'), '-')::uuid`;
/** Steps of before do not know what was agreed. */
const AGREED = `coalesce(s->>'agreed_until', case when s->>'valid_until' = s->>'represented_until'
                then (select to_jsonb(c.agreed_until) #>> '{}' from core.consent c where c.id = e.consent_id) end)`;

/** What this migration changes in functions of before: function, what stands there, what stands there then. */
const CHANGES: readonly (readonly [name: string, before: string, after: string])[] = [
  [
    'consent_keeps_rules()',
    'new.valid_until := least(new.valid_until, new.represented_until);',
    `if new.represented_until < new.valid_until then
              new.agreed_until := coalesce(new.agreed_until, new.valid_until);
              new.valid_until := new.represented_until;
            end if;`,
  ],
  [
    'compile_consent(core.consent)',
    `valid_from, valid_until, data_from, data_until, secrecy_released, released, released_by)
            select consent.person_id, recipient, purpose, category, consent.id, consent.version, lower(permitted), upper(permitted),`,
    `valid_from, valid_until, agreed_until, data_from, data_until, secrecy_released, released, released_by)
            select consent.person_id, recipient, purpose, category, consent.id, consent.version, lower(permitted), upper(permitted),
              case when upper(permitted) = consent.valid_until then consent.agreed_until end,`,
  ],
  [
    'consent_changed()',
    `valid_from, valid_until, data_from, data_until, secrecy_released, released)
            select distinct new.person_id, recipient, purpose, category, new.id, new.version,
              new.valid_from, new.valid_until, new.data_from,`,
    `valid_from, valid_until, agreed_until, data_from, data_until, secrecy_released, released)
            select distinct new.person_id, recipient, purpose, category, new.id, new.version,
              new.valid_from, new.valid_until, new.agreed_until, new.data_from,`,
  ],
  // Which of several consents is named must not tell which of them a birthday cuts.
  [
    'consents_used(uuid, text, text, text, jsonb, date[])',
    'c.valid_until desc, c.consent_id',
    'coalesce(c.agreed_until, c.valid_until) desc, c.consent_id',
  ],
  [
    'consent_history(uuid, text)',
    `'validUntil', core.milliseconds(s->>'valid_until'),`,
    `'validUntil', core.milliseconds(case when ${IS_ABOUT_CALLER} or (s->>'valid_until')::timestamptz <= now() then s->>'valid_until'
              else coalesce(${AGREED}, s->>'valid_until') end),
            'agreedUntil', case when ${IS_ABOUT_CALLER} is not true then core.milliseconds(${AGREED}) end,`,
  ],
];

/**
 * Until when a consent was agreed, where the 18th birthday of the person ends it before: what is told to institutions, who
 * would read the birth date off the end otherwise. By `valid_until` is decided as before.
 */
export class AgreedEnds1795392501000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['core.consent', 'core.consent_grant']) {
      await runner.query(`alter table ${table} add column agreed_until timestamptz`);
    }
    for (const [name, before, after] of CHANGES) await replaceIn(runner, name, before, after);
    // Fires where a statement sets the end, also to what it is; in the order of the names before consent_keeps_rules.
    await runner.query(`
      create function core.consent_end_agreed() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        new.agreed_until := null;
        return new;
      end $$
    `);
    await runner.query('revoke all on function core.consent_end_agreed() from public');
    await runner.query(`
      create trigger consent_end_agreed before insert or update of valid_until, agreed_until on core.consent
        for each row execute function core.consent_end_agreed()
    `);
    // What was agreed before, nobody has kept: the end of the year is told.
    const told = `date_trunc('year', c.valid_until, 'Europe/Berlin') + interval '1 year'`;
    await runner.query('alter table core.consent disable trigger user');
    await runner.query(`update core.consent c set agreed_until = ${told} where c.valid_until = c.represented_until`);
    await runner.query('alter table core.consent enable trigger user');
    await runner.query(`
      update core.consent_grant g set agreed_until = c.agreed_until from core.consent c
      where c.id = g.consent_id and c.valid_until = g.valid_until and c.agreed_until is not null
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.consent_end_agreed() cascade');
    for (const [name, before, after] of [...CHANGES].reverse()) await replaceIn(runner, name, after, before);
    for (const table of ['core.consent', 'core.consent_grant']) {
      await runner.query(`alter table ${table} drop column agreed_until`);
    }
  }
}

/** Changes places of a function and leaves the rest as it is. */
async function replaceIn(runner: QueryRunner, name: string, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(`select pg_get_functiondef($1::regprocedure) as source`, [
    `core.${name}`,
  ])) as [{ source: string }];
  if (!source.includes(before)) throw new Error(`core.${name} is not as this migration expects it.`);
  await runner.query(source.replace(before, () => after));
}
