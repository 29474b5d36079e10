import type { MigrationInterface, QueryRunner } from 'typeorm';

type Change = readonly [name: string, was: string, is: string];

/** The categories of the log are also those that are narrower than one of a consent. */
const IN_CATEGORY = `case category when 'FILE_NUMBER' then 'IDENTITY' when 'RESIDENCE_TITLE' then 'RESIDENCE'
            when 'BENEFIT_AMOUNTS' then 'BENEFITS' else category end`;

const CHANGES: readonly Change[] = [
  [
    'compile_consent(core.consent)',
    `from (select distinct r, p, c from unnest(consent.recipients) r, unnest(consent.purposes) p,
                unnest(consent.categories) c) as cell(recipient, purpose, category)`,
    `from (select distinct r, p, c from unnest(consent.recipients) r, unnest(consent.purposes) p,
                unnest(consent.categories) c where not core.excepts(consent.withdrawn, r, c, p)) as cell(recipient, purpose, category)`,
  ],
  [
    'compile_consent(core.consent)',
    `from unnest(consent.recipients) recipient, unnest(consent.purposes) purpose, unnest(consent.categories) category;`,
    `from unnest(consent.recipients) recipient, unnest(consent.purposes) purpose, unnest(consent.categories) category
            where not core.excepts(consent.withdrawn, recipient, category, purpose);`,
  ],
  [
    'consent_changed()',
    `elsif tg_op = 'INSERT' and core.lives(new) then`,
    `elsif tg_op = 'INSERT' and core.lives(new) and new.withdrawn = '[]'::jsonb then`,
  ],
  [
    'consent_covers(core.consent, text, text, text)',
    `and ${IN_CATEGORY} = any(consent.categories)
          and not core.excepts(consent.exceptions, recipient, category, purpose), false)`,
    `and core.consent_category(category) = any(consent.categories)
          and not core.excepts(consent.withdrawn, recipient, core.consent_category(category), purpose)
          and not core.excepts(consent.exceptions, recipient, core.consent_category(category), purpose), false)`,
  ],
  [
    'add_withdrawal_tasks(core.consent, core.consent, text)',
    `and after.categories = before.categories and after.purposes = before.purposes)`,
    `and after.categories = before.categories and after.purposes = before.purposes and after.withdrawn = before.withdrawn)`,
  ],
  [
    'add_withdrawal_tasks(core.consent, core.consent, text)',
    `core.excepts(after.exceptions, e.institution, p.key, e.purpose)`,
    `core.excepts(after.exceptions, e.institution, core.consent_category(p.key), e.purpose)`,
  ],
  [
    'consent_history(uuid, text)',
    `'exceptions', named.exceptions,`,
    `'exceptions', named.exceptions, 'withdrawn', (
              select coalesce(jsonb_agg(x || jsonb_build_object('recipients', jsonb_build_array(recipient)) order by n), '[]')
              from jsonb_array_elements(s->'withdrawn') with ordinality u(x, n) where core.names(x->'recipients', recipient)),`,
  ],
];

/**
 * Whoever withdraws closes what they withdraw, by whichever consent it is open: also by those that they were not shown, that
 * somebody else took down or that say more. What is taken back of a consent stands in it, with the moment; nothing that was
 * said before that moment, on paper or as the first of two, opens it later.
 */
export class WithdrawnInEveryConsent1795392647202 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table core.consent add column withdrawn jsonb not null default '[]'`);
    await runner.query(`
      create function core.consent_category(category text) returns text language sql immutable parallel safe as $$
        -- What is narrower than a category lies in it.
        select case category when 'FILE_NUMBER' then 'IDENTITY' when 'RESIDENCE_TITLE' then 'RESIDENCE'
          when 'BENEFIT_AMOUNTS' then 'BENEFITS' else category end
      $$
    `);
    await runner.query(`
      create function core.withdrawn_part(recipients text[], categories text[], purposes text[], at timestamptz) returns jsonb
      language sql stable as $$
        -- A list with one part, or with none where a word of a kind is missing: an empty list would mean all.
        select case when cardinality(recipients) * cardinality(categories) * cardinality(purposes) > 0
          then jsonb_build_array(jsonb_build_object('recipients', recipients, 'categories', categories, 'purposes', purposes, 'at', at))
          else '[]' end
      $$
    `);
    await runner.query(`
      create function core.withdrawn_from(scope core.consent, parts jsonb) returns jsonb
      language sql immutable parallel safe as $$
        -- Of some parts those that the consent gives.
        select coalesce(jsonb_agg(x order by n), '[]') from jsonb_array_elements(parts) with ordinality u(x, n)
          where x->'recipients' ?| scope.recipients and x->'categories' ?| scope.categories and x->'purposes' ?| scope.purposes
      $$
    `);
    await runner.query(`
      create function core.is_withdrawn(scope core.consent) returns boolean language sql immutable parallel safe as $$
        select not exists (select from unnest(scope.recipients) r, unnest(scope.categories) c, unnest(scope.purposes) p
          where not core.excepts(scope.withdrawn, r, c, p))
      $$
    `);
    await runner.query(`
      create function core.consent_said(consent core.consent) returns timestamptz language sql stable as $$
        -- When it was said. Paper knows the day alone: of one day the hub wins.
        select coalesce(case when consent.channel = 'PAPER'
            then ((consent.given_at at time zone 'Europe/Berlin')::date)::timestamp at time zone 'Europe/Berlin'
            else least(consent.agreed_by_person_at, consent.agreed_by_guardian_at, consent.given_at) end, consent.recorded_at)
      $$
    `);
    for (const change of CHANGES) await replaceIn(runner, change);
    await runner.query(SAID_BEFORE);
    await runner.query(EVERYWHERE);
    await runner.query(`revoke all on function ${FUNCTIONS.join(', ')} from public`);
    await runner.query(`grant execute on function ${FUNCTIONS.slice(2).join(', ')} to geleit_app`);
    await runner.query(`
      create trigger consent_said_before before insert or update on core.consent
        for each row when (new.state in ('GIVEN', 'RENEWED')) execute function core.consent_said_before()
    `);
    await runner.query(`
      create trigger consent_withdrawn_everywhere after update on core.consent
        for each row when (old.state in ('GIVEN', 'RENEWED') and new.state in ('GIVEN', 'RENEWED', 'WITHDRAWN'))
        execute function core.consent_withdrawn_everywhere()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger consent_withdrawn_everywhere on core.consent');
    await runner.query('drop trigger consent_said_before on core.consent');
    for (const [name, was, is] of [...CHANGES].reverse()) await replaceIn(runner, [name, is, was]);
    await runner.query(`drop function ${FUNCTIONS.join(', ')}`);
    await runner.query('alter table core.consent drop column withdrawn');
  }
}

/** Those of triggers first, which nobody calls. */
const FUNCTIONS = [
  'core.consent_said_before()',
  'core.consent_withdrawn_everywhere()',
  'core.consent_category(text)',
  'core.withdrawn_part(text[], text[], text[], timestamptz)',
  'core.withdrawn_from(core.consent, jsonb)',
  'core.is_withdrawn(core.consent)',
  'core.consent_said(core.consent)',
];

/**
 * Before the row is written. A part that is withdrawn stays so. What is narrowed notes what it loses; what was said earlier
 * than it begins to hold loses what the person has withdrawn in the hub meanwhile.
 */
const SAID_BEFORE = `
  create function core.consent_said_before() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
    declare
      since jsonb;
    begin
      if tg_op = 'UPDATE' then
        -- Whom it is about is found out by merges, which take back nothing.
        if new.person_id <> old.person_id then return new; end if;
        if not new.withdrawn @> old.withdrawn then new.withdrawn := old.withdrawn; end if;
        if old.state in ('GIVEN', 'RENEWED') then
          new.withdrawn := new.withdrawn
            || core.withdrawn_part(array(select unnest(old.recipients) except select unnest(new.recipients)), old.categories, old.purposes, now())
            || core.withdrawn_part(old.recipients, array(select unnest(old.categories) except select unnest(new.categories)), old.purposes, now())
            || core.withdrawn_part(old.recipients, old.categories, array(select unnest(old.purposes) except select unnest(new.purposes)), now());
        end if;
        if old.state in ('GIVEN', 'RENEWED') and new.consent_number is null and core.is_withdrawn(new) then
          new.state := 'WITHDRAWN';
          new.ended_at := now();
          return new;
        end if;
        if old.state in ('GIVEN', 'RENEWED') and new.given_at is not distinct from old.given_at
            and new.recipients <@ old.recipients and new.categories <@ old.categories and new.purposes <@ old.purposes then
          return new;
        end if;
      end if;
      if core.consent_said(new) < new.given_at or new.channel = 'PAPER' then
        select coalesce(jsonb_agg(distinct x), '[]') into since
          from core.consent w cross join lateral jsonb_array_elements(w.withdrawn || case when w.state = 'WITHDRAWN'
              and exists (select from core.consent_event e where e.consent_id = w.id and e.state_after = 'WITHDRAWN' and e.actor not like 'import:%')
            then core.withdrawn_part(w.recipients, w.categories, w.purposes, w.ended_at) else '[]' end) x
          where w.person_id = new.person_id and w.id <> new.id and (x->>'at')::timestamptz >= core.consent_said(new);
        new.withdrawn := new.withdrawn || core.withdrawn_from(new, since);
      end if;
      return new;
    end $$
`;

/** After it: the person's other consents lose the same, as far as they were given before. */
const EVERYWHERE = `
  create function core.consent_withdrawn_everywhere() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
    declare
      parts jsonb;
      at timestamptz := now();
      other core.consent;
    begin
      -- What another one loses by it spreads no further; what had ended before had nothing open.
      if pg_trigger_depth() > 1 or not core.lives(old) or old.valid_until <= now() then return null; end if;
      if new.state = 'WITHDRAWN' then
        at := least(coalesce(new.ended_at, now()), now());
        parts := core.withdrawn_part(old.recipients, old.categories, old.purposes, at);
      else
        select coalesce(jsonb_agg(x order by n), '[]') into parts
          from jsonb_array_elements(new.withdrawn) with ordinality u(x, n) where n > jsonb_array_length(old.withdrawn);
      end if;
      if parts = '[]'::jsonb then return null; end if;
      for other in select c.* from core.consent c where c.person_id = new.person_id and c.id <> new.id and core.lives(c)
          and c.valid_until > now() and core.consent_said(c) <= at and core.withdrawn_from(c, parts) <> '[]'::jsonb
          order by c.id for update loop
        other.withdrawn := other.withdrawn || core.withdrawn_from(other, parts);
        update core.consent c set withdrawn = other.withdrawn, version = c.version + 1, updated_at = now(),
            state = case when core.is_withdrawn(other) then 'WITHDRAWN' else c.state end,
            ended_at = case when core.is_withdrawn(other) then at else c.ended_at end
          where c.id = other.id;
      end loop;
      return null;
    end $$
`;

/** Changes one part of a function and leaves the rest as it is. */
async function replaceIn(runner: QueryRunner, [name, was, is]: Change): Promise<void> {
  const [{ source }] = (await runner.query(`select pg_get_functiondef($1::regprocedure) as source`, [
    `core.${name}`,
  ])) as [{ source: string }];
  if (!source.includes(was)) throw new Error(`core.${name} is not as this migration expects it.`);
  await runner.query(source.replace(was, () => is));
}
