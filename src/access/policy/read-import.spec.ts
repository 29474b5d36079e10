import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { POLICY_FILE, policyMistakes } from '../../../test/kit/policy';
import { loadPolicy } from './load-policy';

const TEXT = readFileSync(POLICY_FILE, 'utf8');

describe('the policy on imports', () => {
  it('says who wins where a file differs from what staff changed in the hub', () => {
    expect(loadPolicy(TEXT, 'rheine.yaml').import).toEqual({ changedInHub: 'HUB_WINS' });
    const files = TEXT.replace('changedInHub: HUB_WINS', 'changedInHub: FILE_WINS');
    expect(loadPolicy(files, 'files.yaml').import).toEqual({ changedInHub: 'FILE_WINS' });
  });

  it('may be left out: then no file changes what was decided in the hub', () => {
    const without = TEXT.replace(/^import:\n(?: .*\n)+/m, '');
    expect(without).not.toContain('changedInHub:');
    expect(loadPolicy(without, 'without.yaml').import).toEqual({ changedInHub: 'HUB_WINS' });
  });

  it.each([
    ['a winner that there is not', 'changedInHub: HUB_WINS', 'changedInHub: NEWEST_WINS', 'import.changedInHub'],
    ['a word that it does not know', 'changedInHub: HUB_WINS', 'changedInhub: HUB_WINS', 'changedInhub'],
  ])('is not loaded with %s', (_, before, after, place) => {
    const mistakes = policyMistakes((text) => text.replace(before, after));
    expect(mistakes).toContainEqual(expect.stringContaining(place));
  });
});
