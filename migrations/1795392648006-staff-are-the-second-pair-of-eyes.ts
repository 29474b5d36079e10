import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = 'or new.checked_by_actor <> me and new.checked_by_actor is distinct from old.checked_by_actor)';
const AFTER = `or new.checked_by_actor is distinct from old.checked_by_actor and (new.checked_by_actor <> me
                or coalesce(current_setting('geleit.role', true), '') not in ('counsellor', 'case-manager')))`;

/** A form is compared with its scan by a member of staff; a service, which imports and exchanges, has no eyes. */
export class StaffAreTheSecondPairOfEyes1795392648006 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return replaceInRules(runner, BEFORE, AFTER);
  }

  down(runner: QueryRunner): Promise<void> {
    return replaceInRules(runner, AFTER, BEFORE);
  }
}

/** Changes one part of the function and leaves the rest as it is. */
async function replaceInRules(runner: QueryRunner, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(
    `select pg_get_functiondef('core.consent_keeps_rules()'::regprocedure) as source`,
  )) as [{ source: string }];
  if (!source.includes(before)) throw new Error('core.consent_keeps_rules is not as this migration expects it.');
  await runner.query(source.replace(before, () => after));
}
