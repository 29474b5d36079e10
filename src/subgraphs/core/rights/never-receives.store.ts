import { receivesNothing } from '../../../access/policy/ceiling';
import type { Transaction } from '../../../platform/postgres/database';
import { problem, refuse } from '../../../records/api/input-problems';
import type { RecordContext } from '../../../records/record-context';
import type { RequestRightInput } from './rights-request.input';

/**
 * An institution that the policy lets receive nothing, and that has no file of the person, would learn by the request itself
 * that the person is known here, and has nobody at the hub who would answer. Any other one answers, even if with "nothing"
 * (Art. 15(1) GDPR).
 * @throws GeleitError INVALID_INPUT
 */
export async function refuseNeverReceiving(
  transaction: Transaction,
  { policy }: RecordContext,
  person: string | null,
  { institution }: Pick<RequestRightInput, 'institution'>,
): Promise<void> {
  const asked = [...policy.institutions.values()].find(({ id }) => id === institution);
  if (asked === undefined || !receivesNothing(policy, asked.id)) return;
  const { rows } = await transaction.query({
    name: 'rights-request-file-held',
    text: 'select from core.person_link l where l.person_id = $1::uuid and l.institution = $2 limit 1',
    values: [person, asked.id],
  });
  if (rows.length > 0) return;
  const message = 'receives nothing through this hub and holds nothing of you here: write to it directly';
  refuse('request', [problem('institution', 'NEVER_RECEIVES', message)]);
}
