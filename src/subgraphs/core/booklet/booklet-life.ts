/** Where a booklet stands. Only one that is issued has a code that leads anywhere. */
export const BOOKLET_STATUSES = ['ISSUED', 'DECLINED', 'LOST', 'CLOSED'] as const;
export type BookletStatus = (typeof BOOKLET_STATUSES)[number];

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
