import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Functions that PostgreSQL lets everybody call, as it does with each that is created without a word. */
const OPEN_FUNCTIONS = `select p.oid::regprocedure::text as name, p.prorettype = 'trigger'::regtype as is_trigger
  from pg_proc p where p.pronamespace = 'core'::regnamespace
    and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)`;

/** Whoever connects with another role than the hub's can call nothing of it, as they can read nothing. */
export class NothingForThePublic1795392521000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const open = (await runner.query(OPEN_FUNCTIONS)) as { name: string; is_trigger: boolean }[];
    for (const { name, is_trigger: isTrigger } of open) {
      await runner.query(`revoke all on function ${name} from public`);
      // They run with the rights of who calls them. Triggers are called by PostgreSQL, which asks for no right.
      if (!isTrigger) await runner.query(`grant execute on function ${name} to geleit_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const closed = (await runner.query(
      `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'core'::regnamespace
         and not p.prosecdef and p.proname = any($1)`,
      [WITHOUT_A_WORD],
    )) as { name: string }[];
    for (const { name } of closed) await runner.query(`grant execute on function ${name} to public`);
  }
}

/** What this migration finds. */
const WITHOUT_A_WORD = [
  ...['access_entry_hash', 'birthday', 'consent_about_known', 'consent_covers', 'consent_text_stands', 'current_tx'],
  ...['erased_remembered', 'excepts', 'lives', 'milliseconds', 'names', 'outlives_wording', 'refuse_change'],
  ...['refuse_day', 'setting', 'task_period', 'today'],
];
