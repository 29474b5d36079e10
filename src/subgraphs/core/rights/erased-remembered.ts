import type { Policy } from '../../../access/policy/policy';
import { APP_ROLE } from '../../../platform/app-role';

/**
 * SQL that tells PostgreSQL how long it remembers that a record was erased: whoever imports asks it, and cannot ask the
 * policy. Part of the database's code, which `applyCode` keeps.
 */
export function erasedRememberedSql({ rights: { rememberErasedYears } }: Pick<Policy, 'rights'>): string {
  return `create or replace function core.erased_remembered() returns interval language sql immutable parallel safe
    as $$ select interval '${rememberErasedYears} years' $$;
    grant execute on function core.erased_remembered() to ${APP_ROLE}`;
}
