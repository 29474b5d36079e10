import { PolicyError } from '../access/policy/policy-error';
import { UndeclaredFieldsError } from '../access/guard/declared-access';
import { ConfigError } from '../platform/config/config-error';
import { BackupError, RestorationError } from '../hub/backup/backup-error';
import { NotMigratedError } from '../hub/migrations';
import { ImportError } from '../import/import-error';
import { StatuteConditionError } from '../records/statute-condition';
import { OwnerError } from '../platform/postgres/owner-error';
import { SecondLockError } from '../platform/postgres/safe-role';

/** Errors whose message is written for the operator and holds no personal data. */
const EXPLAINED = [
  PolicyError,
  ConfigError,
  UndeclaredFieldsError,
  ImportError,
  OwnerError,
  SecondLockError,
  StatuteConditionError,
  NotMigratedError,
  BackupError,
  RestorationError,
];

/** A mistake in how a command was called; its message is for the operator. */
export class UsageError extends Error {}

/** Ends the process with what went wrong, without a stack trace where the message says all. */
export function exitWith(error: unknown): void {
  const isExplained = [...EXPLAINED, UsageError].some((type) => error instanceof type);
  const message =
    error instanceof Error ? (isExplained ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
