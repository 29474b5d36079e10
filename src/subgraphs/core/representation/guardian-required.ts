import { GeleitError } from '../../../platform/errors';

/**
 * The answer to a child who tries what below 15 only the guardian does: what `core.guardian_acts_alone` says, and the locks
 * that ask it.
 * @param does what the guardian does instead
 */
export const guardianRequired = (does: string, cause?: unknown): GeleitError =>
  new GeleitError('GUARDIAN_REQUIRED', `As far as is recorded the person is below 15: the guardian ${does}.`, {
    cause,
  });
