import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { POLICY_FILE, policyMistakes } from '../../../test/kit/policy';
import { loadPolicy } from './load-policy';

const TEXT = readFileSync(POLICY_FILE, 'utf8');

describe('the policy on booklets', () => {
  it('names who hands them out, and limits', () => {
    const { booklets } = loadPolicy(TEXT, 'rheine.yaml');
    expect([...booklets!.issuers]).toEqual(['city', 'jobcenter', 'employment-agency']);
    expect(booklets!.wrongCodes).toEqual({ perMember: 10, perInstitution: 100, withinMinutes: 60, lockedMinutes: 60 });
  });

  it.each<[string, string | RegExp, string, string]>([
    ['an issuer that is excluded by law', 'issuers: [city,', 'issuers: [immigration-authority,', 'booklets.issuers[0]'],
    ['an issuer that there is not', 'issuers: [city,', 'issuers: [town,', 'booklets.issuers[0]'],
    ['no limit at all', 'perMember: 10', 'perMember: 0', 'booklets.wrongCodes.perMember'],
    ['a limit that is missing', /^ {4}lockedMinutes: 60\n/m, '', 'lockedMinutes'],
    ['one member who locks out all', 'perInstitution: 100', 'perInstitution: 5', 'booklets.wrongCodes.perInstitution'],
    ['a request that never ends', 'confirmWithinDays: 14', 'confirmWithinDays: 1000', 'booklets.confirmWithinDays'],
  ])('is not loaded with %s', (_, before, after, place) => {
    expect(policyMistakes((text) => text.replace(before, after))).toEqual([expect.stringContaining(place)]);
  });

  it('may be left out: then there are no codes', () => {
    const without = TEXT.replace(/^booklets:\n(?: .*\n)+/m, '');
    expect(loadPolicy(without, 'without.yaml').booklets).toBeUndefined();
  });
});
