import { describe, expect, it } from '@jest/globals';
import { keepingRules, type Rules } from './keeping-rules';

const RULES: Rules = { four_eyes: ['CONSENT_FOUR_EYES', 'Somebody else has to look.'] };

const refused = (error: unknown) => keepingRules(RULES, Promise.reject(error as Error));

describe('a write that rules may refuse', () => {
  it('gives what it gives', async () => {
    await expect(keepingRules(RULES, Promise.resolve(7))).resolves.toBe(7);
  });

  it('is refused in the words of the rule', async () => {
    const error = Object.assign(new Error('violates'), { code: '23514', constraint: 'four_eyes' });
    await expect(refused(error)).rejects.toMatchObject({
      code: 'CONSENT_FOUR_EYES',
      message: 'Somebody else has to look.',
    });
  });

  it.each([
    ['another rule', { code: '23514', constraint: 'other' }],
    ['no rule', { code: '23514' }],
    ['another kind of constraint of that name', { code: '23505', constraint: 'four_eyes' }],
    ['nothing', null],
  ])('fails as it failed where PostgreSQL names %s', async (_, error) => {
    await expect(refused(error)).rejects.toBe(error);
  });
});
