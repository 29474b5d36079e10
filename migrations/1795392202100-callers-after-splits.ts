import type { MigrationInterface, QueryRunner } from 'typeorm';

const ANSWERS = `        return value;
      end`;
const ONLY_WHILE_IT_LEADS_THERE = `        if name = 'person' and value <> '-' and current_setting('geleit.role', true) = 'person'
            and current_setting('geleit.actor', true) <> value and not core.caller_goes_on_as(value::uuid) then
          return '-';
        end if;
`;

/**
 * A token leads to the person under whose id its holder goes on after a merge. Whether it still does is asked in the
 * transaction of each request: from the moment of a split nobody reads or writes as the other person, also not the request
 * that looked up the id before, nor a subscription that was opened before.
 */
export class CallersAfterSplits1795392202100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.caller_goes_on_as(person uuid) returns boolean
      language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
      declare
        actor text := current_setting('geleit.actor', true);
      begin
        -- The actor of a person is the subject of their token.
        if actor is null or actor !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then return false; end if;
        return exists (
          with recursive step(id) as (
            select actor::uuid
            union
            select a.person_id from step s
              join core.person_alias a on a.former_id = s.id and a.institution is null and a.ended_at is null
          )
          select from step s where s.id = person);
      end $$
    `);
    await runner.query(`revoke all on function core.caller_goes_on_as(uuid) from public`);
    await runner.query(`grant execute on function core.caller_goes_on_as(uuid) to geleit_app`);
    await replaceInSetting(runner, ANSWERS, ONLY_WHILE_IT_LEADS_THERE + ANSWERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceInSetting(runner, ONLY_WHILE_IT_LEADS_THERE + ANSWERS, ANSWERS);
    await runner.query('drop function core.caller_goes_on_as(uuid)');
  }
}

async function replaceInSetting(runner: QueryRunner, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(
    `select pg_get_functiondef('core.setting(text)'::regprocedure) as source`,
  )) as [{ source: string }];
  if (!source.includes(before)) throw new Error('core.setting is not as this migration expects it.');
  await runner.query(source.replace(before, () => after));
}
