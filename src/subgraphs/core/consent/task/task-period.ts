import type { Policy } from '../../../../access/policy/policy';
import { APP_ROLE } from '../../../../platform/app-role';

/**
 * SQL that tells PostgreSQL how long holders have for their tasks: tasks come from a trigger, which cannot ask the policy.
 * Part of the database's code, which `applyCode` keeps.
 */
export function taskPeriodSql({ withdrawal: { dueDays } }: Pick<Policy, 'withdrawal'>): string {
  return `create or replace function core.task_period() returns interval language sql immutable parallel safe
    as $$ select interval '${dueDays} days' $$;
    grant execute on function core.task_period() to ${APP_ROLE}`;
}
