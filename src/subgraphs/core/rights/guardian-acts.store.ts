import type { Transaction } from '../../../platform/postgres/database';
import type { RecordContext } from '../../../records/record-context';
import { guardianRequired } from '../representation/guardian-required';
import { isKeptFromGuardian } from './check-request';
import type { RequestRightInput } from './rights-request.input';

/**
 * Below 15 only the guardian asks, and takes back, in the child's name (section 36 SGB I: from 15 on a person acts for
 * themself). To read what is recorded stays the child's own (Art. 15 GDPR). Two things stay, too: what is said against the
 * birth date on which this rule rests, and what professional secrecy keeps the guardian out of, about which nobody else
 * could ask (recital 38 GDPR: counselling offered directly to a child takes no parent). Row level security says the same.
 * @throws GeleitError GUARDIAN_REQUIRED
 */
export async function refuseBelow15(
  transaction: Transaction,
  context: RecordContext,
  about: Pick<RequestRightInput, 'institution' | 'recordType' | 'field'>,
): Promise<void> {
  if (context.asking.role !== 'person' || isAboutBirthDate(about) || isKeptFromGuardian(context, about)) return;
  const { rows } = await transaction.query<{ surely: boolean }>({
    name: 'guardian-acts-alone',
    text: 'select surely from core.guardian_acts_alone()',
    values: [],
  });
  if (rows[0]?.surely === false) return;
  throw guardianRequired('asks, and takes requests back');
}

const isAboutBirthDate = ({ field, recordType }: Pick<RequestRightInput, 'recordType' | 'field'>): boolean =>
  recordType === 'Identity' && field === 'birthDate';
