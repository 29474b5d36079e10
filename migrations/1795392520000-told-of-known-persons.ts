import type { MigrationInterface, QueryRunner } from 'typeorm';

const STAFF = `('counsellor', 'case-manager', 'service')`;

/** The house in the settings, if its staff works with persons and it receives anything at all. */
const HOUSE = `case when current_setting('geleit.role', true) in ${STAFF}
          then nullif(current_setting('geleit.institution', true), 'immigration-authority') end`;

const TOLD_OF = `declare
        survivor uuid;
        me uuid;
        house text := ${HOUSE};
      `;
const TO_WHOM_IT_IS_TOLD = `-- That two registrations are one person is told to this person and to whoever may see them; to everybody else
        -- the id leads nowhere, like one that was never given up.
        survivor := core.current_person(person);
        me := nullif(core.setting('person'), '-')::uuid;
        if coalesce(me in (person, survivor), false)
            or exists (select from core.person_link l where l.person_id = survivor and l.institution = house)
            or exists (select from core.consent_grant g where g.person_id = survivor and g.recipient = house
              and g.ended is null and g.valid_from <= now() and g.valid_until > now()) then
          return survivor;
        end if;
        return person;`;

const CALLER_GOES_ON_AS = 'caller_goes_on_as(uuid)';
const CALLER_REPRESENTS = 'caller_represents(uuid)';
const CONSENT_HISTORY = 'consent_history(uuid,text)';

const BY_ITS_SUBJECT = 'if actor is null or actor !~';
const PERSONS_BY_THEIR_SUBJECT = `if current_setting('geleit.role', true) is distinct from 'person' or actor is null or actor !~`;

const BY_THE_ACTOR = `select core.represents(current_setting('geleit.actor'), person)`;
const GUARDIANS_BY_THE_ACTOR = `select current_setting('geleit.role') = 'guardian' and core.represents(current_setting('geleit.actor'), person)`;

const ALL_PARTIES = `'recipients', s->'recipients',
            'categories', s->'categories', 'purposes', s->'purposes', 'exceptions', coalesce(s->'exceptions', '[]'),`;
const PARTY_ASKED_FOR = `'recipients', case when named.is_recipient then jsonb_build_array(recipient) else '[]' end,
            'categories', case when named.is_recipient then s->'categories' else '[]' end,
            'purposes', case when named.is_recipient then s->'purposes' else '[]' end, 'exceptions', named.exceptions,`;
const EVENTS = 'from core.consent_event e, lateral (select e.snapshot) t(s)';
const EVENTS_NAMING = `from core.consent_event e, lateral (select e.snapshot) t(s), lateral (select s->'recipients' @> to_jsonb(recipient),
            (select coalesce(jsonb_agg(x || jsonb_build_object('recipients', jsonb_build_array(recipient)) order by n), '[]')
              from jsonb_array_elements(s->'exceptions') with ordinality u(x, n) where core.names(x->'recipients', recipient))
          ) named(is_recipient, exceptions)`;
const ANY_EXCEPTION = `or x.snapshot->'exceptions' <> '[]'::jsonb))`;
const EXCEPTION_OF_THE_RECIPIENT = `or exists (select from jsonb_array_elements(x.snapshot->'exceptions') u(y)
                where core.names(y->'recipients', recipient))))`;

type Change = readonly [was: string, is: string];

const NARROWER_HISTORY: readonly Change[] = [
  [ALL_PARTIES, PARTY_ASKED_FOR],
  [EVENTS, EVENTS_NAMING],
  [ANY_EXCEPTION, EXCEPTION_OF_THE_RECIPIENT],
];

/**
 * What functions of the owner tell passes the same decision as the data from which they make it up. To whom a former id
 * leads is told to who knows the person to whom it leads; what follows from the subject of a token, to the role of which
 * the subject says who it is; of a consent, what it says of the recipient that is asked for.
 */
export class ToldOfKnownPersons1795392520000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create policy owner_of_asking on core.person_link for select to current_user
        using (institution = (select nullif(current_setting('geleit.institution', true), '')))
    `);
    await leadsOn(runner, TOLD_OF, TO_WHOM_IT_IS_TOLD);
    await mergesAreSeenBy(runner, 'goes_on_as');
    await runner.query('revoke execute on function core.current_person(uuid) from geleit_app');
    await replaceIn(runner, CALLER_GOES_ON_AS, [BY_ITS_SUBJECT, PERSONS_BY_THEIR_SUBJECT]);
    await replaceIn(runner, CALLER_REPRESENTS, [BY_THE_ACTOR, GUARDIANS_BY_THE_ACTOR]);
    await replaceIn(runner, CONSENT_HISTORY, ...NARROWER_HISTORY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceIn(runner, CONSENT_HISTORY, ...NARROWER_HISTORY.map(([was, is]): Change => [is, was]));
    await replaceIn(runner, CALLER_REPRESENTS, [GUARDIANS_BY_THE_ACTOR, BY_THE_ACTOR]);
    await replaceIn(runner, CALLER_GOES_ON_AS, [PERSONS_BY_THEIR_SUBJECT, BY_ITS_SUBJECT]);
    await runner.query('grant execute on function core.current_person(uuid) to geleit_app');
    await mergesAreSeenBy(runner, 'current_person');
    await leadsOn(runner, '', 'return core.current_person(person);');
    await runner.query('drop policy owner_of_asking on core.person_link');
  }
}

/** @param rest what is done for an id that was given up in a merge */
async function leadsOn(runner: QueryRunner, declared: string, rest: string): Promise<void> {
  await runner.query(`
    create or replace function core.goes_on_as(person uuid) returns uuid
    language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
      ${declared}begin
        if coalesce(current_setting('geleit.actor', true), '') = '' then
          raise exception 'geleit: no request context' using errcode = '42501';
        end if;
        if not exists (select from core.person_alias a
            where a.former_id = person and a.institution is null and a.ended_at is null) then
          return person;
        end if;
        ${rest}
      end $$
  `);
}

/** Staff sees that an id was given up if they see the person to whom it leads. */
async function mergesAreSeenBy(runner: QueryRunner, leadsOn: 'goes_on_as' | 'current_person'): Promise<void> {
  await runner.query(`
    alter policy geleit_merged on core.person_alias using (
      institution is null and ended_at is null and (select current_setting('geleit.role') in ${STAFF})
      and (select true from core.person p where p.id = core.${leadsOn}(person_alias.person_id) limit 1))
  `);
}

/** Together, since a function is valid only with all of them. */
async function replaceIn(runner: QueryRunner, name: string, ...changes: readonly Change[]): Promise<void> {
  const [{ source }] = (await runner.query(`select pg_get_functiondef($1::regprocedure) as source`, [
    `core.${name}`,
  ])) as [{ source: string }];
  const changed = changes.reduce((text, [was, is]) => {
    if (!text.includes(was)) throw new Error(`core.${name} is not as this migration expects it.`);
    return text.replace(was, () => is);
  }, source);
  await runner.query(changed);
}
