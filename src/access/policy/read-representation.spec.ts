import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadPolicy } from './load-policy';
import { PolicyError } from './policy-error';

const TEXT = readFileSync(join(__dirname, '../../../policy/rheine.yaml'), 'utf8');
const LINE = /^( {2}recordedBy: )\[.*\]$/m;

function mistakesOf(list: string): readonly string[] {
  try {
    loadPolicy(TEXT.replace(LINE, `$1${list}`), 'changed.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.mistakes.map(({ message }) => message.split('.')[0]!);
  }
}

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
    expect(mistakesOf(list)).toHaveLength(1);
  });
});
