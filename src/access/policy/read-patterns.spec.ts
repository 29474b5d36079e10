import { describe, expect, it } from '@jest/globals';
import { policyMistakes, rheinePolicy } from '../../../test/kit/policy';
import { PATTERN_KINDS } from './policy';

describe('what the policy calls unusual', () => {
  it('has a threshold for every kind of pattern and every role that sees records', () => {
    const { thresholds } = rheinePolicy().patterns!;
    expect([...thresholds.keys()]).toEqual(['counsellor', 'case-manager', 'service']);
    for (const numbers of thresholds.values()) expect(Object.keys(numbers).sort()).toEqual([...PATTERN_KINDS].sort());
    expect(thresholds.get('counsellor')).toEqual({
      MANY_PERSONS: 40,
      WITHOUT_ACTION: 20,
      SAME_SURNAME: 1,
      REFUSED_CODES: 5,
    });
  });

  it('may be left out; then nobody looks for anything', () => {
    expect(policyMistakes((text) => text.replace(/^patterns:\n(?: .*\n)+/m, ''))).toEqual([]);
  });

  it.each([
    [/^ {4}service: \{ persons.*\n/m, '', 'patterns.roles: missing: service.'],
    [/withoutAction: 20, /, '', 'patterns.roles.counsellor: missing: withoutAction.'],
    [/actionWithinDays: 14/, 'actionWithinDays: 0', 'patterns.actionWithinDays: must be a whole number from 1 to 365.'],
    [
      /refusedCodes: 5/,
      'refusedCodes: 1.5',
      'patterns.roles.counsellor.refusedCodes: must be a whole number from 0 to 1000000.',
    ],
    [
      /^ {4}service: \{ persons/m,
      '    planner: { persons',
      'patterns.roles.planner: unknown word. Allowed here: counsellor, case-manager, service.',
    ],
  ])('is refused where %s becomes "%s"', (found, replacement, mistake) => {
    expect(policyMistakes((text) => text.replace(found, replacement))).toContain(mistake);
  });
});
