import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Category, InstitutionId, Purpose } from '../vocabulary';
import { combinationsOutsideCeiling, mayBeConsentedTo, receivesNothing } from './ceiling';
import { readPolicyFile } from './load-policy';

const policy = readPolicyFile(join(__dirname, '../../../policy/rheine.yaml'));

function codeOf(recipient: InstitutionId, category: Category, purpose: Purpose): readonly string[] {
  const scope = { recipients: [recipient], categories: [category], purposes: [purpose] };
  return combinationsOutsideCeiling(policy, scope).flatMap(({ code, reason }) => [code, reason]);
}

describe('The ceiling', () => {
  it('allows a consent to a cell that the policy names, and to no other', () => {
    expect(mayBeConsentedTo(policy, 'LANGUAGE', 'jobcenter', 'CASE_MANAGEMENT')).toBe(true);
    expect(mayBeConsentedTo(policy, 'LANGUAGE', 'jobcenter', 'BENEFIT_ADMINISTRATION')).toBe(false);
    expect(mayBeConsentedTo(policy, 'YOUTH_SUPPORT', 'employment-agency', 'YOUTH_TRANSITION')).toBe(false);
  });

  it('allows nothing for words that it does not know', () => {
    expect(mayBeConsentedTo(policy, 'HEALTH' as Category, 'city', 'CASE_MANAGEMENT')).toBe(false);
    expect(mayBeConsentedTo(policy, 'IDENTITY', 'police' as InstitutionId, 'CASE_MANAGEMENT')).toBe(false);
    expect(mayBeConsentedTo(policy, 'IDENTITY', 'city', 'CURIOSITY' as Purpose)).toBe(false);
  });

  it('gives nothing to whom no cell and no statute names', () => {
    const receiving = [...policy.institutions.keys()].filter((id) => !receivesNothing(policy, id));
    expect(receiving).toEqual(['city', 'jobcenter', 'employment-agency', 'caritas']);
    const byStatute = { ...policy.statutes[0]!, recipient: 'youth-welfare-office' } as const;
    expect(receivesNothing({ ...policy, statutes: [byStatute] }, 'youth-welfare-office')).toBe(false);
  });

  it('lists each combination of a consent that it forbids, in the order given', () => {
    const outside = combinationsOutsideCeiling(policy, {
      recipients: ['jobcenter', 'employment-agency'],
      categories: ['LANGUAGE', 'HOUSEHOLD'],
      purposes: ['CASE_MANAGEMENT', 'LANGUAGE_PROMOTION'],
    });
    expect(outside.map(({ recipient, category, purpose }) => [recipient, category, purpose])).toEqual([
      ['jobcenter', 'HOUSEHOLD', 'LANGUAGE_PROMOTION'],
      ['employment-agency', 'HOUSEHOLD', 'CASE_MANAGEMENT'],
      ['employment-agency', 'HOUSEHOLD', 'LANGUAGE_PROMOTION'],
    ]);
  });

  it('lists nothing where the whole consent may be given', () => {
    expect(codeOf('caritas', 'COUNSELLING', 'YOUTH_TRANSITION')).toEqual([]);
  });

  it('says why', () => {
    expect(codeOf('immigration-authority', 'IDENTITY', 'CASE_MANAGEMENT')).toEqual([
      'NEVER_RECEIVES',
      expect.stringContaining('section 87 AufenthG'),
    ]);
    expect(codeOf('city', 'COUNSELLING_NOTES', 'CASE_MANAGEMENT')).toEqual([
      'PROFESSIONAL_SECRECY',
      expect.stringContaining('section 203 StGB'),
    ]);
    expect(codeOf('city', 'IDENTITY', 'STATISTICS')).toEqual(['AGGREGATES_ONLY', expect.any(String)]);
    expect(codeOf('youth-welfare-office', 'IDENTITY', 'CASE_MANAGEMENT')).toEqual([
      'NOT_FOR_INSTITUTION',
      expect.any(String),
    ]);
    expect(codeOf('police' as InstitutionId, 'HEALTH' as Category, 'CASE_MANAGEMENT')[0]).toBe('NOT_FOR_INSTITUTION');
    expect(codeOf('city', 'CASE_PLAN', 'ARRIVAL_COUNSELLING')).toEqual([
      'PURPOSE_NOT_COVERED',
      'CASE_PLAN may be disclosed to city only for CASE_MANAGEMENT (CM), YOUTH_TRANSITION (YT).',
    ]);
  });
});
