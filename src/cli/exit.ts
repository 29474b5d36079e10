import { PolicyError } from '../access/policy/policy-error';
import { UndeclaredFieldsError } from '../access/guard/declared-access';
import { ConfigError } from '../platform/config/config-error';
import { BackupError, RestorationError } from '../hub/backup/backup-error';
import { ListenError } from '../hub/http/listen';
import { EarlierVersionError, NotMigratedError } from '../hub/migrations';
import { UndescribedError } from '../hub/undescribed';
import { ImportError } from '../import/import-error';
import { StatuteConditionError } from '../records/statute-condition';
import { OwnerError } from '../platform/postgres/owner-error';
import { ERROR_CODES, GeleitError } from '../platform/errors';
import { ReachError } from '../platform/postgres/reach';
import { SecondLockError } from '../platform/postgres/safe-role';

/** Errors whose message is written for the operator and holds no personal data. */
const EXPLAINED = [
  PolicyError,
  ConfigError,
  UndeclaredFieldsError,
  UndescribedError,
  ImportError,
  OwnerError,
  SecondLockError,
  StatuteConditionError,
  NotMigratedError,
  EarlierVersionError,
  ListenError,
  BackupError,
  RestorationError,
  ReachError,
];

/** A mistake in how a command was called; its message is for the operator. */
export class UsageError extends Error {}

/** Ends the process with what went wrong, without a stack trace where the message says all. */
export function exitWith(error: unknown): void {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}

/** What is said of an error to the operator: where its message says all, that without a stack trace. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ([...EXPLAINED, UsageError].some((type) => error instanceof type)) return error.message;
  // What a client of the hub would be told tells the operator as much.
  if (error instanceof GeleitError) return `${error.message} ${ERROR_CODES[error.code].remedy} (${error.code})`;
  return error.stack ?? error.message;
}
