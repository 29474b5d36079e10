import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { POLICY_FILE, policyMistakes as mistakes } from '../../../test/kit/policy';
import { loadPolicy } from './load-policy';

const TEXT = readFileSync(POLICY_FILE, 'utf8');

/** The text from the section on, changed. */
const inReceipts = (pattern: RegExp, replacement: string) => (text: string) => {
  const start = text.indexOf('\nreceipts:');
  return text.slice(0, start) + text.slice(start).replace(pattern, replacement);
};

describe('what the policy says about consent receipts', () => {
  it('describes every institution that may receive anything, and no other', () => {
    expect([...loadPolicy(TEXT, 'rheine.yaml').receipts!.parties.keys()]).toEqual([
      'city',
      'jobcenter',
      'employment-agency',
      'caritas',
      'youth-welfare-office',
    ]);
  });

  it('may be left out; then no receipt can be issued', () => {
    expect(loadPolicy(TEXT.slice(0, TEXT.indexOf('\nreceipts:')), 'rheine.yaml').receipts).toBeUndefined();
  });

  it.each([
    ['a party is missing', / {4}caritas:[^]*? {4}youth/, '    youth', 'receipts.parties: missing: caritas.'],
    ['a party has no address', / {6}address: Lange.*\n/, '', 'receipts.parties.employment-agency: missing: address.'],
    ['a country is none', /DE\n/, 'Germany\n', 'receipts.jurisdiction: must be a country such as DE.'],
    ['a kind of party is unknown', /NonProfitOrganisation/, 'Church', expect.stringContaining('unknown word "Church"')],
  ])('is refused where %s', (_, pattern, replacement, message) => {
    expect(mistakes(inReceipts(pattern, replacement))).toEqual([message]);
  });
});
