import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an entry says. Its number, moment and transaction are PostgreSQL's own word: nobody dates one back or forward. */
const SAID = 'institution, purpose, actor, role, request_id, event, person_id, fields, asked, permitted';

const ITSELF = `person_id = (select nullif(core.setting('person'), '-')::uuid)`;
const HOUSE = `nullif(current_setting('geleit.institution'), 'immigration-authority')`;
const OF_THE_HOUSE = `(recipient = (select ${HOUSE}) or ${ITSELF}) is true`;
const FOR_WORK = `(recipient = (select case when current_setting('geleit.role') in ('counsellor', 'case-manager', 'service')
  then ${HOUSE} end) or ${ITSELF}) is true`;

const STEP = 'select id from step order by depth desc limit 1';
const ASKED_STEP = `select id from step where core.setting('actor') is not null order by depth desc limit 1`;

const BEGIN = `      begin
        if not exists (select from core.person_alias a`;
const ASKED_BEGIN = `      begin
        if coalesce(current_setting('geleit.actor', true), '') = '' then
          raise exception 'geleit: no request context' using errcode = '42501';
        end if;
        if not exists (select from core.person_alias a`;

/**
 * The database's own lock where it was wider than the first one: grants for roles that see no person, the counters of
 * attempts for whoever is called like them, the columns of a log entry that only PostgreSQL may know, and the way from a
 * former id to a person without any request.
 */
export class NarrowerDoors1795392322000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter policy geleit_select on core.consent_grant using (${FOR_WORK})`);
    await rateLimitOpensTo(runner, 'role');
    await runner.query('revoke insert on core.access_entry from geleit_app');
    await runner.query(`grant insert (${SAID}) on core.access_entry to geleit_app`);
    await replaceIn(runner, 'current_person(uuid)', STEP, ASKED_STEP);
    await replaceIn(runner, 'goes_on_as(uuid)', BEGIN, ASKED_BEGIN);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceIn(runner, 'goes_on_as(uuid)', ASKED_BEGIN, BEGIN);
    await replaceIn(runner, 'current_person(uuid)', ASKED_STEP, STEP);
    await runner.query(`revoke insert (${SAID}) on core.access_entry from geleit_app`);
    await runner.query('grant insert on core.access_entry to geleit_app');
    await rateLimitOpensTo(runner, 'actor');
    await runner.query(`alter policy geleit_select on core.consent_grant using (${OF_THE_HOUSE})`);
  }
}

/** An issuer chooses the subject of a token, but no role besides those of the vocabulary. */
async function rateLimitOpensTo(runner: QueryRunner, setting: 'role' | 'actor'): Promise<void> {
  const own = `(select current_setting('geleit.${setting}')) = 'rate-limit'`;
  await runner.query(`alter policy geleit_select on core.rate_limit using (${own})`);
  await runner.query(`alter policy geleit_insert on core.rate_limit with check (${own})`);
  await runner.query(`alter policy geleit_update on core.rate_limit using (${own}) with check (${own})`);
}

async function replaceIn(runner: QueryRunner, name: string, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(`select pg_get_functiondef($1::regprocedure) as source`, [
    `core.${name}`,
  ])) as [{ source: string }];
  if (!source.includes(before)) throw new Error(`core.${name} is not as this migration expects it.`);
  await runner.query(source.replace(before, () => after));
}
