import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BOOKLET_STEPS, type BookletStatus, type BookletStep } from './booklet-life';

const STEPS = Object.keys(BOOKLET_STEPS) as BookletStep[];

/** Takes the steps that are allowed, leaves out the others. */
function live(steps: readonly BookletStep[]): readonly { step: BookletStep; status: BookletStatus }[] {
  const taken: { step: BookletStep; status: BookletStatus }[] = [];
  let status: BookletStatus | 'NONE' = 'NONE';
  for (const step of steps) {
    if (!BOOKLET_STEPS[step].from.includes(status)) continue;
    status = BOOKLET_STEPS[step].to;
    taken.push({ step, status });
  }
  return taken;
}

describe('the life of a booklet', () => {
  const lives = fc.array(fc.constantFrom(...STEPS), { maxLength: 30 }).map(live);

  it('begins with handing it out or with declining it', () => {
    fc.assert(fc.property(lives, (taken) => taken.length === 0 || ['ISSUE', 'DECLINE'].includes(taken[0]!.step)));
  });

  it('leads to a valid code only by handing a booklet out or replacing one', () => {
    fc.assert(
      fc.property(lives, (taken) => {
        for (const { step, status } of taken) expect(status === 'ISSUED').toBe(['ISSUE', 'REPLACE'].includes(step));
      }),
    );
  });

  it('never loses what nobody has', () => {
    fc.assert(
      fc.property(lives, (taken) => {
        taken.forEach(({ step }, index) => {
          if (step === 'LOSE') expect(taken[index - 1]?.status).toBe('ISSUED');
        });
      }),
    );
  });

  it('can always go on: no booklet is stuck', () => {
    for (const { to } of Object.values(BOOKLET_STEPS)) {
      expect(STEPS.some((step) => BOOKLET_STEPS[step].from.includes(to))).toBe(true);
    }
  });
});
