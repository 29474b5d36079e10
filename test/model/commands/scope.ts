import fc from 'fast-check';
import type { ConsentCategory, InstitutionId, Purpose } from '../../../src/access/vocabulary';
import { WRITTEN } from '../../policy/written-policy';
import type { Scope } from '../reference/consent';

const RECIPIENTS = ['city', 'jobcenter', 'employment-agency', 'caritas'] as const;
const CATEGORIES = [
  'IDENTITY',
  'CONTACT',
  'RESIDENCE',
  'LANGUAGE',
  'BENEFITS',
  'COUNSELLING',
  'CASE_PLAN',
  'EMPLOYMENT',
] as const;
/** The first is in most cells of the policy, so that sequences meet in it. */
const PURPOSES = ['CASE_MANAGEMENT', 'LABOUR_MARKET_INTEGRATION', 'ARRIVAL_COUNSELLING'] as const;

/** A few words of each list, as the policy allows them together. */
export const scope: fc.Arbitrary<Scope> = fc
  .record({
    recipients: fc.subarray([...RECIPIENTS], { minLength: 1, maxLength: 3 }),
    categories: fc.subarray([...CATEGORIES], { minLength: 1 }),
    purposes: fc.oneof(
      { weight: 3, arbitrary: fc.constant(['CASE_MANAGEMENT' as const]) },
      { weight: 1, arbitrary: fc.subarray([...PURPOSES], { minLength: 1, maxLength: 2 }) },
    ),
  })
  .map(withinTheCeiling)
  .filter(({ categories }) => categories.length > 0);

function withinTheCeiling({ recipients, categories, purposes }: Scope): Scope {
  const allowed = (category: ConsentCategory) =>
    recipients.every((recipient) => purposes.every((purpose) => isAllowed(category, recipient, purpose)));
  return { recipients, categories: categories.filter(allowed), purposes };
}

const isAllowed = (category: ConsentCategory, recipient: InstitutionId, purpose: Purpose): boolean =>
  (WRITTEN.categories[category]!.ceiling[recipient] ?? '-').split(' ').includes(WRITTEN.purposes[purpose]!.code);

/** In days from now. */
export const anyEnd = fc.constantFrom(10, 100, 400);

export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
