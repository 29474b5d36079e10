import type { Meanings } from '../../../platform/words';

/** Where a booklet stands. Only one that is issued has a code that leads anywhere. */
export const BOOKLET_STATUS_MEANINGS = {
  ISSUED: 'The person has it; its codes lead to them.',
  DECLINED: 'The person did not want it.',
  LOST: 'Reported lost; its codes lead nowhere any more.',
  CLOSED: 'Given back or no longer used; its codes lead nowhere any more.',
} as const satisfies Meanings;
export type BookletStatus = keyof typeof BOOKLET_STATUS_MEANINGS;

export type BookletStep = 'ISSUE' | 'DECLINE' | 'REPLACE' | 'LOSE' | 'CLOSE';

/** The whole life of a booklet: where each step starts (NONE: there is no booklet yet) and where it leads. */
export const BOOKLET_STEPS: Readonly<
  Record<BookletStep, { readonly from: readonly (BookletStatus | 'NONE')[]; readonly to: BookletStatus }>
> = {
  ISSUE: { from: ['NONE', 'DECLINED', 'CLOSED'], to: 'ISSUED' },
  DECLINE: { from: ['NONE', 'DECLINED', 'CLOSED'], to: 'DECLINED' },
  // A new booklet, or the same one with new codes.
  REPLACE: { from: ['ISSUED', 'LOST'], to: 'ISSUED' },
  LOSE: { from: ['ISSUED'], to: 'LOST' },
  CLOSE: { from: ['ISSUED', 'LOST'], to: 'CLOSED' },
};
