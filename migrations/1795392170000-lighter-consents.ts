import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this migration changes in functions of before: function, what stands there, what stands there then. */
const CHANGES: readonly (readonly [name: string, before: string, after: string])[] = [
  // A condition with a sub-select is a query of its own, also where what stands before it has decided already.
  [
    'consent_about_known()',
    `        if new.person_id is distinct from nullif(core.setting('person'), '-')::uuid
            and not exists (select from core.person_link l
              where l.person_id = new.person_id and l.institution = current_setting('geleit.institution')) then
          raise`,
    `        if new.person_id is not distinct from nullif(core.setting('person'), '-')::uuid then return new; end if;
        if not exists (select from core.person_link l
              where l.person_id = new.person_id and l.institution = current_setting('geleit.institution')) then
          raise`,
  ],
  [
    'consent_keeps_rules()',
    `        me text := current_setting('geleit.actor', true);
      begin
        if new.state not in ('REQUESTED', 'REFUSED') then
          new.represented_until := core.consent_represented_until(new.person_id, given, new.given_by);
          new.valid_until := least(new.valid_until, new.represented_until);
        end if;`,
    `        me text := current_setting('geleit.actor', true);
        -- Of age by every recorded birth day, and consented alone: nothing that depends on the age can be wrong.
        grown boolean := false;
        moved boolean := false;
        has_others_scan boolean := false;
      begin
        if new.state not in ('REQUESTED', 'REFUSED') then
          select * into born from core.birth_days(new.person_id);
          grown := new.given_by = 'PERSON' and coalesce(core.birthday(born.latest, 18) <= age_day, true);
          if grown then
            new.represented_until := null;
          else
            new.represented_until := core.consent_represented_until(new.person_id, given, new.given_by);
            new.valid_until := least(new.valid_until, new.represented_until);
          end if;
        end if;
        if tg_op = 'UPDATE' and new.person_id <> old.person_id then
          moved := not exists (select from core.person_move m where (m.at = now() or m.kind = 'MERGE' and m.undone_by is null)
            and m.from_person = old.person_id and m.to_person = new.person_id);
        end if;
        if new.scan_id is not null and (tg_op = 'INSERT' or new.scan_id is distinct from old.scan_id) then
          has_others_scan := not exists (select from core.consent_scan s where s.id = new.scan_id and s.person_id in (new.person_id, core.current_person(new.person_id))
              and s.institution = new.captured_by);
        end if;`,
  ],
  [
    'consent_keeps_rules()',
    `elsif tg_op = 'UPDATE' and new.person_id <> old.person_id and not exists (select from core.person_move m where (m.at = now() or m.kind = 'MERGE' and m.undone_by is null)
            and m.from_person = old.person_id and m.to_person = new.person_id) then`,
    `elsif moved then`,
  ],
  [
    'consent_keeps_rules()',
    `elsif new.scan_id is not null and (tg_op = 'INSERT' or new.scan_id is distinct from old.scan_id)
            and not exists (select from core.consent_scan s where s.id = new.scan_id and s.person_id in (new.person_id, core.current_person(new.person_id))
              and s.institution = new.captured_by) then`,
    `elsif has_others_scan then`,
  ],
  [
    'consent_keeps_rules()',
    `          if new.consent_number is null and (tg_op = 'INSERT' or old.state not in ('GIVEN', 'RENEWED') or new.given_at is distinct from old.given_at) then
            select * into born from core.birth_days(new.person_id);
`,
    `          if not grown and new.consent_number is null and (tg_op = 'INSERT' or old.state not in ('GIVEN', 'RENEWED') or new.given_at is distinct from old.given_at) then
`,
  ],
  [
    'consent_changed()',
    `        other core.consent;
      begin
`,
    `        other core.consent;
        -- Read without core.setting: called under the search path of this function and of the caller's statement in turn,
        -- it would be planned anew each time.
        actor text := current_setting('geleit.actor', true);
        institution text := current_setting('geleit.institution', true);
        cells integer;
        is_compiled boolean := false;
      begin
        if coalesce(actor, '') = '' or coalesce(institution, '') = '' then
          perform core.setting('actor'), core.setting('institution');
        end if;
`,
  ],
  [
    'consent_changed()',
    `core.setting('actor'), nullif(core.setting('institution'), '-'), to_jsonb(new));`,
    `actor, nullif(institution, '-'), to_jsonb(new));`,
  ],
  [
    'consent_changed()',
    `        perform core.compile_consent(new);
        if changes_exceptions then`,
    `        if changes_exceptions then
          null;
        elsif tg_op = 'INSERT' and core.lives(new) then
          -- Where no consent of the person has exceptions, every cell is open for the whole time. Transfers there are none yet.
          insert into core.consent_grant (person_id, recipient, purpose, category, consent_id, consent_version,
              valid_from, valid_until, data_from, data_until, secrecy_released, released)
            select distinct new.person_id, recipient, purpose, category, new.id, new.version,
              new.valid_from, new.valid_until, new.data_from, new.data_until, new.secrecy_release, false
            from unnest(new.recipients) recipient, unnest(new.purposes) purpose, unnest(new.categories) category
            where not exists (select from core.consent o where o.person_id = new.person_id and o.exceptions <> '[]'::jsonb);
          is_compiled := found;
        elsif tg_op = 'UPDATE' and core.lives(old) and new.state in ('WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED')
            and (new.person_id, new.recipients, new.purposes, new.categories, new.valid_from, new.valid_until, new.data_from,
              new.data_until, new.secrecy_release) is not distinct from (old.person_id, old.recipients, old.purposes,
              old.categories, old.valid_from, old.valid_until, old.data_from, old.data_until, old.secrecy_release) then
          -- The same cells, which end: unless exceptions had cut them, the rows only have to say so.
          update core.consent_grant g set consent_version = new.version, ended = new.state, released = false, released_by = '{}'
            where g.consent_id = new.id and g.valid_from = new.valid_from and g.valid_until = new.valid_until;
          get diagnostics cells = row_count;
          is_compiled := cells = cardinality(new.recipients) * cardinality(new.purposes) * cardinality(new.categories);
        end if;
        if not is_compiled then
          perform core.compile_consent(new);
        end if;
        if changes_exceptions then`,
  ],
  [
    'announce_consent()',
    `        recipients text[] := array(select jsonb_array_elements_text(new.snapshot->'recipients'));
        requester`,
    `        requester`,
  ],
  [
    'announce_consent()',
    `from unnest(recipients || requester || (new.snapshot->>'captured_by')) i where`,
    `from jsonb_array_elements_text(new.snapshot->'recipients' || (new.snapshot->'requested_by')
            || (new.snapshot->'captured_by')) i where`,
  ],
];

const TRIGGERS: Readonly<Record<string, readonly string[]>> = {
  consent_agreed: [
    `create trigger consent_agreed before insert on core.consent for each row execute function core.consent_agreed()`,
    // Who ends a consent that was given agrees to nothing.
    `create trigger consent_agreed_later before update on core.consent for each row
      when (new.state in ('GIVEN', 'RENEWED') or old.state = 'REQUESTED'
        or (new.agreed_by_person_at, new.agreed_by_guardian_at, new.agreed_guardian)
          is distinct from (old.agreed_by_person_at, old.agreed_by_guardian_at, old.agreed_guardian))
      execute function core.consent_agreed()`,
  ],
  consent_withdrawn: [
    // A new consent takes away only what it excepts.
    `create trigger consent_excepts after insert on core.consent for each row
      when (new.exceptions <> '[]'::jsonb) execute function core.consent_withdrawn()`,
    `create trigger consent_withdrawn after update on core.consent for each row execute function core.consent_withdrawn()`,
  ],
};

/**
 * Giving and ending a consent with less work in the triggers: no query where a plain comparison decides, the grants of an
 * ordinary consent without the algebra of periods, and ended in place instead of deleted and written anew. What is kept,
 * told and refused stays the same.
 */
export class LighterConsents1795392170000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, before, after] of CHANGES) await replaceIn(runner, name, before, after);
    for (const [name, statements] of Object.entries(TRIGGERS)) {
      await runner.query(`drop trigger ${name} on core.consent`);
      for (const statement of statements) await runner.query(statement);
    }
    // Room beside the rows of a consent, so that they end where they are, without a new entry in three indices.
    await runner.query('alter table core.consent_grant set (fillfactor = 80)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.consent_grant reset (fillfactor)');
    for (const [name, moment] of [
      ['consent_agreed', 'before'],
      ['consent_withdrawn', 'after'],
    ] as const) {
      for (const statement of TRIGGERS[name]!) {
        await runner.query(`drop trigger ${/trigger (\w+)/.exec(statement)![1]} on core.consent`);
      }
      await runner.query(`create trigger ${name} ${moment} insert or update on core.consent
        for each row execute function core.${name}()`);
    }
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
