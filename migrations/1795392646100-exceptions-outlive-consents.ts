import type { MigrationInterface, QueryRunner } from 'typeorm';

type Change = readonly [name: string, was: string, is: string];

const CHANGES: readonly Change[] = [
  [
    'excepts(jsonb, text, text, text)',
    `and core.names(e->'purposes', purpose))`,
    `and core.names(e->'purposes', purpose) and coalesce(e->'liftedFor' @> to_jsonb(recipient), false) is false)`,
  ],
  [
    'compile_consent(core.consent)',
    `-- A permit minus the denials of every living consent of the person; two permits are never put together.`,
    `-- A permit minus the exceptions that the person has made; two permits are never put together.`,
  ],
  [
    'compile_consent(core.consent)',
    `select range_agg(tstzrange(other.valid_from, other.valid_until)) from core.consent other
                where other.person_id = consent.person_id and other.exceptions <> '[]'::jsonb and core.lives(other)
                  and core.excepts`,
    `select range_agg(tstzrange(other.excepts_from, null)) from core.consent other
                where other.person_id = consent.person_id and other.exceptions <> '[]'::jsonb and other.excepts_from is not null
                  and core.excepts`,
  ],
  // Exceptions deny from the moment at which somebody first says yes, also where they were asked for or written on paper before.
  [
    'add_withdrawal_tasks(core.consent, core.consent, text)',
    `coalesce(core.lives(after) and after.exceptions <> '[]'::jsonb
          and after.exceptions is distinct from before.exceptions, false)`,
    `after.exceptions <> '[]'::jsonb and after.excepts_from is not null
          and before.excepts_from is null`,
  ],
  [
    'add_withdrawal_tasks(core.consent, core.consent, text)',
    `denies and core.excepts(after.exceptions, e.institution, p.key, e.purpose)
                and not coalesce(core.lives(before) and core.excepts(before.exceptions, e.institution, p.key, e.purpose), false) end`,
    `denies and core.excepts(after.exceptions, e.institution, p.key, e.purpose) end`,
  ],
  [
    'complete_link(core.link, text, text)',
    `where c.person_id = own and core.lives(c) and c.valid_until > now())`,
    `where c.person_id = own and (core.lives(c) and c.valid_until > now()
                or c.exceptions <> '[]'::jsonb and c.excepts_from is not null))`,
  ],
  [
    'consent_history(uuid, text)',
    `'exceptions', named.exceptions,`,
    `'exceptions', named.exceptions,
            'exceptsFrom', core.milliseconds(case when s ? 'excepts_from' then s->>'excepts_from'
              else (select to_jsonb(c.excepts_from) #>> '{}' from core.consent c where c.id = e.consent_id) end),`,
  ],
];

/**
 * An exception is a decision of the person against somebody, and does not end with the consent in which it was said: it
 * holds from the first giving on, until the person lifts it for an institution. So whoever ends the consent, by withdrawal,
 * a faulty form or by waiting, opens nothing.
 */
export class ExceptionsOutliveConsents1795392646100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.consent add column excepts_from timestamptz');
    await runner.query(`
      create function core.lift(exceptions jsonb, recipients text[]) returns jsonb
      language sql immutable parallel safe as $$
        -- What was said stays; beside it stands for whom it was lifted.
        select coalesce(jsonb_agg(case when n.lifted = '[]' then x
            else x || jsonb_build_object('liftedFor', coalesce(x->'liftedFor', '[]') || n.lifted) end order by i), '[]')
        from jsonb_array_elements(exceptions) with ordinality u(x, i)
          cross join lateral (select coalesce(jsonb_agg(r order by r), '[]') as lifted from unnest(recipients) r
            where core.names(x->'recipients', r) and coalesce(x->'liftedFor' @> to_jsonb(r), false) is false) n
      $$
    `);
    await runner.query(LIFT_EXCEPTIONS);
    await runner.query(
      'revoke all on function core.lift(jsonb, text[]), core.lift_exceptions(uuid, text[], text) from public',
    );
    await runner.query(
      'grant execute on function core.lift(jsonb, text[]), core.lift_exceptions(uuid, text[], text) to geleit_app',
    );
    for (const change of CHANGES) await replaceIn(runner, change);
    await runner.query(EXCEPTION_KEPT);
    await runner.query('revoke all on function core.consent_exception_kept() from public');
    await runner.query(`
      create trigger consent_exception_kept before insert on core.consent
        for each row when (new.exceptions <> '[]'::jsonb or new.excepts_from is not null) execute function core.consent_exception_kept()
    `);
    await runner.query(`
      create trigger consent_exception_kept_later before update on core.consent
        for each row when (old.exceptions <> '[]'::jsonb or new.exceptions <> '[]'::jsonb or new.excepts_from is not null)
        execute function core.consent_exception_kept()
    `);
    await holdOfConsentsOfBefore(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger consent_exception_kept on core.consent');
    await runner.query('drop trigger consent_exception_kept_later on core.consent');
    await runner.query('drop function core.consent_exception_kept()');
    for (const [name, was, is] of [...CHANGES].reverse()) await replaceIn(runner, [name, is, was]);
    await runner.query('drop function core.lift_exceptions(uuid, text[], text)');
    await runner.query('drop function core.lift(jsonb, text[])');
    await runner.query('alter table core.consent drop column excepts_from');
  }
}

/** With the rights of the caller, by which it knows its own role from the owner's, who lifts for whoever may. */
const EXCEPTION_KEPT = `
  create function core.consent_exception_kept() returns trigger language plpgsql as $$
    begin
      if current_user = 'geleit_app' and (tg_op = 'INSERT' and jsonb_path_exists(new.exceptions, '$[*].liftedFor')
          or tg_op = 'UPDATE' and new.exceptions is distinct from old.exceptions) then
        raise exception 'geleit: consent_exception_kept'
          using errcode = '23514', constraint = 'consent_exception_kept', table = 'consent', schema = 'core';
      end if;
      -- From the first giving on, whatever becomes of the consent; a request or a refused form has excepted nothing.
      new.excepts_from := case when tg_op = 'UPDATE' then old.excepts_from end;
      if new.excepts_from is null and new.exceptions <> '[]'::jsonb and new.state not in ('REQUESTED', 'REFUSED')
          and (tg_op = 'INSERT' or new.state <> 'INVALIDATED') then
        new.excepts_from := new.valid_from;
      end if;
      return new;
    end $$
`;

const LIFT_EXCEPTIONS = `
  create function core.lift_exceptions(person uuid, recipients text[], given_by text) returns setof uuid
  language plpgsql security definer set search_path = pg_catalog as $$
    declare
      role text := core.setting('role');
      house text := core.setting('institution');
      born record;
      rule text;
    begin
      select * into born from core.birth_days(person);
      if role in ('person', 'guardian') and person = nullif(core.setting('person'), '-')::uuid
          and (role = 'person' or core.represents(core.setting('actor'), person)) then
        -- Whoever would consent alone lifts alone: it opens as much.
        rule := core.wrong_giver(case role when 'guardian' then 'GUARDIAN' else 'PERSON' end, born.earliest, born.latest, core.today());
      elsif role in ('counsellor', 'case-manager') and house <> 'immigration-authority'
          and exists (select from core.person_link l where l.person_id = person and l.institution = house) then
        if house = any(recipients) then
          rule := 'consent_exception_kept';
        elsif core.wrong_giver(given_by, born.earliest, born.latest, core.today()) is not null then
          -- Whoever may read the birth days that say so was told before; to others it must not tell how old the person is.
          return;
        end if;
      else
        raise exception 'geleit: no such person'
          using errcode = '23503', constraint = 'consent_person_fk', table = 'consent', schema = 'core';
      end if;
      if rule is not null then
        raise exception 'geleit: %', rule using errcode = '23514', constraint = rule, table = 'consent', schema = 'core';
      end if;
      return query update core.consent c set exceptions = core.lift(c.exceptions, lift_exceptions.recipients), version = c.version + 1, updated_at = now()
        where c.person_id = person and c.excepts_from is not null and core.lift(c.exceptions, lift_exceptions.recipients) <> c.exceptions
        returning c.id;
    end $$
`;

/** What was excepted in a consent that was ever given holds again, also where the consent has ended since. */
async function holdOfConsentsOfBefore(runner: QueryRunner): Promise<void> {
  await runner.query('alter table core.consent disable trigger user');
  await runner.query(`
    update core.consent c set excepts_from = c.valid_from where c.exceptions <> '[]'::jsonb
      and exists (select from core.consent_event e where e.consent_id = c.id and e.state_after in ('GIVEN', 'RENEWED'))
  `);
  await runner.query('alter table core.consent enable trigger user');
  await runner.query(`
    select core.compile_consent(c) from core.consent c where core.lives(c)
      and exists (select from core.consent o where o.person_id = c.person_id and o.excepts_from is not null)
  `);
}

/** Changes one part of a function and leaves the rest as it is. */
async function replaceIn(runner: QueryRunner, [name, was, is]: Change): Promise<void> {
  const [{ source }] = (await runner.query(`select pg_get_functiondef($1::regprocedure) as source`, [
    `core.${name}`,
  ])) as [{ source: string }];
  if (!source.includes(was)) throw new Error(`core.${name} is not as this migration expects it.`);
  await runner.query(source.replace(was, () => is));
}
