import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { POLICY_FILE, policyMistakes } from '../../../test/kit/policy';
import { loadPolicy } from './load-policy';

const TEXT = readFileSync(POLICY_FILE, 'utf8');
const LINE = /^( {2}recordedBy: )\[.*\]$/m;

describe('who may record who represents a minor', () => {
  it('is what the policy says, and nobody where it says nothing', () => {
    expect([...loadPolicy(TEXT, 'rheine.yaml').representation!.recordedBy]).toEqual([
      'city',
      'jobcenter',
      'employment-agency',
    ]);
    const silent = TEXT.replace(/^representation:\n.*\n/m, '');
    expect(loadPolicy(silent, 'silent.yaml').representation).toBeUndefined();
  });

  it.each([
    ['an authority that is excluded by law', '[immigration-authority]'],
    ['an unknown institution', '[somebody]'],
    ['the same one twice', '[city, city]'],
    ['no list', 'city'],
  ])('is never %s: the hub does not start', (_, list) => {
    expect(policyMistakes((text) => text.replace(LINE, `$1${list}`))).toHaveLength(1);
  });
});
