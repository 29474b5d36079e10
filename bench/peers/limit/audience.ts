/** How a hand-written statement decides about a category: by the policy alone, or by the person's active grants. */
export type Rule = 'always' | 'never' | 'own or consent' | 'consent';

/** Who asks, as far as the statement depends on it: it is written for exactly this caller. */
export interface Audience {
  readonly institution: string | null;
  readonly rule: (category: string) => Rule;
}

const OWN_OR_CONSENT = ['IDENTITY', 'CONTACT', 'HOUSEHOLD'];

/** A case manager of the jobcenter, for case management. */
export const JOBCENTER: Audience = {
  institution: 'jobcenter',
  rule: (category) => {
    if (category === 'BENEFITS') return 'always';
    if (category === 'RESIDENCE') return 'never';
    return OWN_OR_CONSENT.includes(category) ? 'own or consent' : 'consent';
  },
};

/** The person themself. */
export const SELF: Audience = { institution: null, rule: () => 'always' };
