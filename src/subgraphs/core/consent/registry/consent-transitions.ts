import type { ConsentState, Role } from '../../../../access/vocabulary';

/** What can be done to a consent. That one expires is nobody's action: the clock alone does it. */
export const CONSENT_ACTIONS = [
  'REQUEST',
  'CAPTURE',
  'AGREE',
  'GIVE',
  'REFUSE',
  'CHECK',
  'RENEW',
  'NARROW',
  'WITHDRAW',
  'REVOKE',
  'INVALIDATE',
] as const;
export type ConsentAction = (typeof CONSENT_ACTIONS)[number];

/** NONE: the action is what brings the consent into being. */
export type StateBefore = ConsentState | 'NONE';

interface TransitionRule {
  readonly from: readonly StateBefore[];
  /** SAME: the consent changes, its state does not. */
  readonly to: ConsentState | 'SAME';
  readonly roles: readonly Role[];
}

const STAFF = ['counsellor', 'case-manager'] as const;
const ANYBODY = ['person', 'guardian', ...STAFF] as const;

/**
 * The life of a consent: who may do what from where. All that is not here is refused. WITHDRAWN, REVOKED, INVALIDATED and
 * REFUSED are ends from which no consent returns (Art. 7(3) GDPR); a new one can be given instead. Which consents a
 * caller may touch at all, row level security decides: the person their own, a guardian those of the minor whom they
 * represent at that moment, staff those that their institution requested or captured.
 */
export const CONSENT_TRANSITIONS: Readonly<Record<ConsentAction, TransitionRule>> = {
  /** An institution asks for a consent, with its reason. */
  REQUEST: { from: ['NONE'], to: 'REQUESTED', roles: STAFF },
  /** A form on paper is taken down, of a consent or of the answer to a request. It gives nothing before a second member of staff has compared it (four eyes). */
  CAPTURE: { from: ['NONE', 'REQUESTED'], to: 'REQUESTED', roles: STAFF },
  /**
   * From 15 until 18 person and guardian consent together, each at a screen of their own: the first one agrees, which
   * opens nothing; the second one gives.
   */
  AGREE: { from: ['NONE', 'REQUESTED'], to: 'REQUESTED', roles: ['person', 'guardian'] },
  /** The person consents: of their own accord or to a request; with staff, who write down what the person says. */
  GIVE: { from: ['NONE', 'REQUESTED'], to: 'GIVEN', roles: ANYBODY },
  REFUSE: { from: ['REQUESTED'], to: 'REFUSED', roles: ANYBODY },
  /** The second member of staff finds that the captured form is what the person signed. */
  CHECK: { from: ['REQUESTED'], to: 'GIVEN', roles: STAFF },
  /** A new period, under the wording of the day. */
  RENEW: { from: ['GIVEN', 'RENEWED', 'EXPIRED'], to: 'RENEWED', roles: ANYBODY },
  /** Withdraws a part: a recipient, category or purpose of several. */
  NARROW: { from: ['GIVEN', 'RENEWED'], to: 'SAME', roles: ANYBODY },
  /** By the person, with whomever's help, or by who represents them: one of two is enough (Widerruf, Art. 7(3) GDPR). */
  WITHDRAW: { from: ['GIVEN', 'RENEWED', 'EXPIRED'], to: 'WITHDRAWN', roles: ANYBODY },
  /** By another party: a guardian without a screen of their own, a court, the data protection officer. */
  REVOKE: { from: ['GIVEN', 'RENEWED'], to: 'REVOKED', roles: [...STAFF, 'data-protection-officer'] },
  /** The form was faulty: it never was a consent. */
  INVALIDATE: {
    from: ['REQUESTED', 'GIVEN', 'RENEWED', 'EXPIRED'],
    to: 'INVALIDATED',
    roles: [...STAFF, 'data-protection-officer'],
  },
};

export type Transition =
  | { readonly allowed: true; readonly to: ConsentState }
  | { readonly allowed: false; readonly code: 'FORBIDDEN' | 'CONSENT_STATE_CONFLICT' };

/**
 * Looks an action up in the table. The role is judged before the state: who may never do it learns nothing of the state.
 * @param state the state at this moment: EXPIRED where GIVEN or RENEWED was written, but the time is over
 */
export function transition(state: StateBefore, action: ConsentAction, role: Role): Transition {
  const { from, to, roles } = CONSENT_TRANSITIONS[action];
  if (!roles.includes(role)) return { allowed: false, code: 'FORBIDDEN' };
  const next = to === 'SAME' ? state : to;
  if (!from.includes(state) || next === 'NONE') return { allowed: false, code: 'CONSENT_STATE_CONFLICT' };
  return { allowed: true, to: next };
}
