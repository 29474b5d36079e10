import type { MigrationInterface, QueryRunner } from 'typeorm';

const POLICIES = [
  ['geleit_select', 'using'],
  ['geleit_insert', 'with check'],
] as const;

/** The person for whom a key was chosen is known through `core.setting` only, which asks whether a guardian still is one. */
export class KeysThroughSetting1795392370000 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return setPolicies(runner, `core.setting('person')`);
  }

  down(runner: QueryRunner): Promise<void> {
    return setPolicies(runner, `current_setting('geleit.person')`);
  }
}

async function setPolicies(runner: QueryRunner, person: string): Promise<void> {
  for (const [name, clause] of POLICIES) {
    await runner.query(`alter policy ${name} on core.idempotency_key ${clause} (
      institution = (select current_setting('geleit.institution'))
      and caller = (select current_setting('geleit.actor') || ' ' || ${person}))`);
  }
}
