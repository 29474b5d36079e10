import { describe, expect, it } from '@jest/globals';
import { rheinePolicy } from '../../../test/kit/policy';
import { ruleOf } from './rule';

describe('the rule for a purpose that is not covered', () => {
  const denied = { permit: false, category: 'LANGUAGE', reason: 'PURPOSE_NOT_COVERED' } as const;
  const about = { category: 'LANGUAGE', author: 'city' } as const;
  const rule = (institution: 'jobcenter' | null) =>
    ruleOf(rheinePolicy(), { institution, role: 'counsellor', purpose: 'CASE_MANAGEMENT' }, about, denied).id;

  it('points to the consent only where the policy allows the purpose to the institution', () => {
    expect(rule('jobcenter')).toBe('CONSENT_FOR_OTHER_PURPOSE');
  });

  it('is that of the policy for who belongs to no institution', () => {
    expect(rule(null)).toBe('PURPOSE_OUTSIDE_POLICY');
  });
});
