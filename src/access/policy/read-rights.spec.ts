import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { POLICY_FILE, policyMistakes } from '../../../test/kit/policy';
import { loadPolicy } from './load-policy';
import { RIGHTS_BY_LAW } from './read-rights';

const TEXT = readFileSync(POLICY_FILE, 'utf8');

const mistakes = (before: string, after: string) => policyMistakes((text) => text.replace(before, after));

describe('the section on rights', () => {
  it('says what has to be kept how long, by which law', () => {
    const { rights } = loadPolicy(TEXT, 'rheine.yaml');
    expect(rights.answerDays).toBe(28);
    expect(rights.rememberErasedYears).toBe(10);
    expect(rights.retention[0]).toMatchObject({ institution: 'jobcenter', category: 'BENEFITS', years: 10 });
  });

  it('may be left out: then only the law holds, and nothing has to be kept', () => {
    const without = TEXT.replace(/\nrights:\n( .*\n)+/, '\n');
    expect(loadPolicy(without, 'without.yaml').rights).toEqual(RIGHTS_BY_LAW);
  });

  it.each([
    ['  answerDays: 28\n', '  answerDays: 31\n', 'rights.answerDays: must be a whole number from 1 to 28.'],
    [
      '  rememberErasedYears: 10\n',
      '  rememberErasedYears: 9\n',
      'rights.rememberErasedYears: must be a whole number from 10 to 100.',
    ],
    ['  extensionDays: 56\n', '', 'rights: missing: extensionDays.'],
    ['      years: 10\n', '      years: ten\n', 'rights.retention[0].years: must be a whole number from 1 to 100.'],
    [
      '      category: BENEFIT_AMOUNTS\n      years',
      '      category: BENEFITS\n      years',
      'rights.retention[1]: written twice for jobcenter and BENEFITS; keep one.',
    ],
  ])('names the place of a mistake: %j', (before, after, message) => {
    expect(mistakes(before, after)).toEqual([message]);
  });

  it('asks for the law of every duty to keep, and knows no institution that never receives anything', () => {
    expect(
      mistakes(
        '    - institution: jobcenter\n      category: BENEFITS\n',
        '    - institution: immigration-authority\n      category: BENEFITS\n',
      )[0],
    ).toMatch(/^rights\.retention\[0\]\.institution: unknown word/);
    expect(mistakes('      law: section 45(3) SGB X (decisions can be reversed for up to ten years)\n', '')).toEqual([
      'rights.retention[0]: missing: law.',
    ]);
  });
});
