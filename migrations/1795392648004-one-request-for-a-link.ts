import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `        insert into core.link as l (`;
const ONE_AT_A_TIME = `        -- A double click asks once: the second request finds the first, and takes its place.
        perform pg_advisory_xact_lock(hashtextextended('geleit.link ' || house || ' ' || carried.person_id, 0));
`;

/** Of several requests of one institution to be linked to a person, sent at once, one waits for the person. */
export class OneRequestForALink1795392648004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await replaceInLinkByCode(runner, BEFORE, `${ONE_AT_A_TIME}${BEFORE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceInLinkByCode(runner, ONE_AT_A_TIME, '');
  }
}

/** Changes one part of the function and leaves the rest as it is. */
async function replaceInLinkByCode(runner: QueryRunner, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(
    `select pg_get_functiondef('core.link_by_code(bytea, text, text, interval)'::regprocedure) as source`,
  )) as [{ source: string }];
  if (!source.includes(before)) throw new Error('core.link_by_code is not as this migration expects it.');
  await runner.query(source.replace(before, () => after));
}
