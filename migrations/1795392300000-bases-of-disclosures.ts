import type { MigrationInterface, QueryRunner } from 'typeorm';

const TASKS = 'core.add_withdrawal_tasks(core.consent, core.consent, text)';
const NOTICES = 'core.add_rights_notices(uuid, text, text, boolean)';

/** What functions ask of an entry of the access log, before and after: of several bases, those on which something was shown. */
const QUESTIONS: readonly (readonly [name: string, before: string, after: string])[] = [
  [TASKS, 'jsonb_each(e.permitted)', 'jsonb_each(core.shown_bases(e.permitted))'],
  [TASKS, `p.value->>0 = 'CONSENT'`, `p.value ? 'CONSENT'`],
  [
    NOTICES,
    `e.permitted->category->>0 in ('CONSENT', 'STATUTE')`,
    `core.shown_bases(e.permitted)->category ?| array['CONSENT', 'STATUTE']`,
  ],
  [NOTICES, 'e.permitted->category ? c.id::text', 'core.shown_bases(e.permitted)->category ? c.id::text'],
];

/**
 * The access log names each basis on which a category was shown, and the word NOTHING before one on which there was nothing.
 * Nobody has received what was not there: no task and no notice comes of it.
 */
export class BasesOfDisclosures1795392300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.shown_bases(permitted jsonb) returns jsonb language sql immutable parallel safe as $$
        select case when permitted::text not like '%"NOTHING"%' then permitted else (
          select coalesce(jsonb_object_agg(shown.key, shown.value), '{}') from (
            select p.key, (select jsonb_agg(b.value order by b.place) from jsonb_array_elements(p.value) with ordinality b(value, place)
              where b.place < coalesce((select min(n.place) from jsonb_array_elements_text(p.value) with ordinality n(word, place)
                where n.word = 'NOTHING'), b.place + 1)) as value
            from jsonb_each(permitted) p) shown
          where shown.value is not null) end
      $$
    `);
    for (const [name, before, after] of QUESTIONS) await replaceIn(runner, name, before, after);
    // Which consents records of these days rest on; without days each that could have opened one. As the guard chooses: one to data of
    // any day before others, then with a release from secrecy, then what lasts longest.
    await runner.query(`
      create function core.consents_used(person uuid, recipient text, purpose text, category text, needs jsonb, days date[])
      returns text language sql stable as $$
        with reaching as (
          select c.consent_id, c.consent_version, c.data_from, c.data_until,
            row_number() over (order by c.data_from is null and c.data_until is null desc, c.secrecy_released desc,
              c.valid_until desc, c.consent_id, c.consent_version desc) as place,
            bool_or(c.data_from is null and c.data_until is null) over () as has_any_day
          from core.active_grants(person, recipient, purpose) c
          where c.category = consents_used.category and core.grant_reaches(c, needs)
        ), used as (
          select r.place from reaching r where case when r.has_any_day then r.place = 1 else days is null end
          union
          select (select min(r.place) from reaching r where not r.has_any_day
            and (r.data_from is null or d.day >= r.data_from) and (r.data_until is null or d.day <= r.data_until))
          from unnest(days) d(day)
        )
        select '"CONSENT",' || string_agg(format('"%s",%s', r.consent_id, r.consent_version), ',' order by r.place)
        from reaching r join used on used.place = r.place
      $$
    `);
    await runner.query(`revoke all on function core.shown_bases, core.consents_used from public`);
    await runner.query(`grant execute on function core.consents_used to geleit_app`);
    await runner.query('drop function core.consent_basis(uuid, text, text, jsonb)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(CONSENT_BASIS);
    await runner.query(`revoke all on function core.consent_basis from public`);
    await runner.query(`grant execute on function core.consent_basis to geleit_app`);
    await runner.query('drop function core.consents_used(uuid, text, text, text, jsonb, date[])');
    for (const [name, before, after] of QUESTIONS) await replaceIn(runner, name, after, before);
    await runner.query('drop function core.shown_bases(jsonb)');
  }
}

/** Changes one question of a function and leaves the rest as it is. */
async function replaceIn(runner: QueryRunner, name: string, before: string, after: string): Promise<void> {
  const [{ text }] = (await runner.query(`select pg_get_functiondef($1::regprocedure) as text`, [name])) as [
    { text: string },
  ];
  if (!text.includes(before)) throw new Error(`${name} does not ask what was to be changed.`);
  await runner.query(text.replaceAll(before, after));
}

/** As the migration that made it. */
const CONSENT_BASIS = `
      create function core.consent_basis(person uuid, recipient text, purpose text, asked jsonb) returns jsonb
      language sql stable as $$
        with reaching as (
          select a.value->>'category' as category, c.consent_id, c.consent_version, c.valid_until,
            c.data_from is null and c.data_until is null as any_day,
            row_number() over (partition by a.ordinality order by c.data_from is null and c.data_until is null desc,
              c.secrecy_released desc, c.valid_until desc, c.consent_id, c.consent_version desc) as place,
            bool_or(c.data_from is null and c.data_until is null) over (partition by a.ordinality) as has_any_day
          from jsonb_array_elements(asked) with ordinality a
          join core.active_grants(person, recipient, purpose) c on c.category = a.value->>'consent'
          where core.grant_reaches(c, a.value)
            and ((a.value->>'days')::boolean or c.data_from is null and c.data_until is null)
        ), used as (
          select distinct category, consent_id, consent_version, valid_until from reaching
          where case when has_any_day then place = 1 else true end
        ), bases as (
          select u.category, '["CONSENT"]'::jsonb || jsonb_agg(part.value order by u.valid_until desc, u.consent_id, part.place) as basis
          from used u, lateral (values (1, to_jsonb(u.consent_id)), (2, to_jsonb(u.consent_version))) part(place, value)
          group by u.category
        )
        select coalesce(jsonb_object_agg(category, basis), '{}') from bases
      $$
`;
