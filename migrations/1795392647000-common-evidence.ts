import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key that so many records share tells nothing of who is who; `MOST_SHARING` of the test says the same. */
const MOST_SHARING = 100;

/** What leads from a person to those who may be the same, before and now. */
const LOOKED_AT = {
  before: `cross join lateral (select m.person_id, left(k.key, 2) not in ('p:', 'e:') as of_identity
                from core.match_key m where m.key = k.key limit 100) o`,
  after: `cross join lateral (select array_agg(m.person_id) as persons
                from (select n.person_id from core.match_key n where n.key = k.key limit ${MOST_SHARING + 1}) m) s
              cross join lateral (select p as person_id, left(k.key, 2) not in ('p:', 'e:') as of_identity
                from unnest(s.persons) p where cardinality(s.persons) <= ${MOST_SHARING}) o`,
};

const WHY = {
  before: `-- A key that many share tells little: of each only some are looked at, so that the cost stays bounded. Those to whom`,
  after: `-- A key that too many share tells nothing and is left out, so that neither the cost nor the queue grows with them. Those to whom`,
};

/**
 * Of a key that many share the first hundred were compared with each of them: 15,000 people of one name made a million
 * pairs. Now such a key leads to nobody, and the operator is told how many there are.
 */
export class CommonEvidence1795392647000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await replaceInBatch(runner, LOOKED_AT.before, LOOKED_AT.after);
    await replaceInBatch(runner, WHY.before, WHY.after);
    await runner.query(`
      create function core.common_evidence() returns integer
      language plpgsql security definer set search_path = pg_catalog as $$
      declare common integer;
      begin
        perform core.begin_matching();
        select count(*) into common
          from (select from core.match_key k group by k.key having count(*) > ${MOST_SHARING}) shared;
        perform set_config('geleit.matching', 'off', true);
        return common;
      end $$
    `);
    await runner.query('revoke all on function core.common_evidence() from public');
    await runner.query('grant execute on function core.common_evidence() to geleit_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.common_evidence()');
    await replaceInBatch(runner, LOOKED_AT.after, LOOKED_AT.before);
    await replaceInBatch(runner, WHY.after, WHY.before);
  }
}

/** Changes one part of the function and leaves the rest as it is. */
async function replaceInBatch(runner: QueryRunner, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(
    `select pg_get_functiondef('core.match_batch(integer)'::regprocedure) as source`,
  )) as [{ source: string }];
  if (!source.includes(before)) throw new Error('core.match_batch is not as this migration expects it.');
  await runner.query(source.replace(before, () => after));
}
