import type { GivingStep } from '../../representation/who-consents';
import type { RequestContext } from '../../../../access/request-context';
import { GeleitError } from '../../../../platform/errors';
import type { ConsentRow } from './consent-row.sql';
import { ALONE, stepOf } from './consent-steps';
import { givingSituation } from './consent.store';

/**
 * Gives a consent, or agrees to one that waits for the other of person and guardian. A person is taken to consent alone
 * first, as nearly everybody does: nobody has to be asked for it, and PostgreSQL refuses it where it is not so.
 * @param insert writes the consent, by what the caller's yes amounts to; null for staff, who write down what others say
 */
export async function giveConsent(
  context: RequestContext,
  insert: (step: GivingStep | null) => Promise<ConsentRow>,
): Promise<ConsentRow> {
  if (context.caller.kind === 'staff' || context.caller.role !== 'person') {
    return insert(stepOf(context, await givingSituation(context)));
  }
  try {
    return await insert(ALONE);
  } catch (refused) {
    if (!(refused instanceof GeleitError && refused.code === 'CONSENT_REPRESENTATION')) throw refused;
    const step = stepOf(context, await givingSituation(context));
    if (step?.action === ALONE.action) throw refused;
    return insert(step);
  }
}
