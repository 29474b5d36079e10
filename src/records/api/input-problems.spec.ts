import { describe, expect, it } from '@jest/globals';
import { text } from '../kinds';
import { invalidInput, problem, problemIf, refuse, valueProblems } from './input-problems';

const NAME = text({ max: 3 });

describe('the problems of an input', () => {
  it('name the place for programs and for humans, and never the value', () => {
    const problems = [...valueProblems('name', NAME, 'Zoltan'), problem('day', 'REQUIRED', 'must be given')];
    const { code, message, extensions } = invalidInput('registration', problems);
    expect(code).toBe('INVALID_INPUT');
    expect(message).toBe('The registration is not valid: name must have at most 3 characters; day must be given.');
    expect(extensions.problems).toEqual([
      { path: 'input.name', code: 'TOO_LONG', message: 'must have at most 3 characters' },
      { path: 'input.day', code: 'REQUIRED', message: 'must be given' },
    ]);
  });

  it('of an argument that is no input have its own name', () => {
    const argument = { path: 'until', code: 'OUT_OF_RANGE', message: 'must lie in the past' };
    expect(invalidInput('input', [argument]).message).toBe('The input is not valid: until must lie in the past.');
  });

  it('are none where nothing is given or all is well', () => {
    const found = [
      ...valueProblems('name', NAME, null),
      ...valueProblems('name', NAME, undefined),
      ...valueProblems('name', NAME, 'Ada'),
      ...problemIf(false, 'name', 'REQUIRED', 'must be given'),
    ];
    expect(found).toEqual([]);
    expect(() => refuse('input', found)).not.toThrow();
    expect(() => refuse('input', problemIf(true, 'name', 'REQUIRED', 'must be given'))).toThrow(
      'The input is not valid: name',
    );
  });
});
