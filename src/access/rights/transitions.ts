import { PERSON_ROLES, type Role } from '../vocabulary';

/** What a person can ask for (Art. 15, 16, 17 and 18 GDPR, section 84 SGB X). */
export const RIGHTS_KINDS = ['EXPORT', 'CORRECTION', 'DISPUTE', 'RESTRICTION', 'ERASURE'] as const;
export type RightsKind = (typeof RIGHTS_KINDS)[number];

export const RIGHTS_STATES = [
  'OPEN',
  'IN_PROGRESS',
  'GRANTED',
  'PARTLY_GRANTED',
  'REFUSED',
  'WITHDRAWN',
  'LIFTED',
] as const;
export type RightsState = (typeof RIGHTS_STATES)[number];

/** What the institution can do with a request. */
export const ANSWERING_ACTIONS = [
  'TAKE_UP',
  'EXTEND',
  'GRANT',
  'GRANT_PARTLY',
  'REFUSE',
  'ANNOUNCE_LIFTING',
  'LIFT',
] as const;
export type AnsweringAction = (typeof ANSWERING_ACTIONS)[number];

export const RIGHTS_ACTIONS = ['ASK', 'WITHDRAW', ...ANSWERING_ACTIONS] as const;
export type RightsAction = (typeof RIGHTS_ACTIONS)[number];

interface TransitionRule {
  readonly kinds: readonly RightsKind[];
  readonly from: readonly (RightsState | 'NONE')[];
  /** SAME: the request changes, its state does not. */
  readonly to: RightsState | 'SAME';
}

const OPEN = ['OPEN', 'IN_PROGRESS'] as const;

const ROLES: Readonly<Record<RightsAction, readonly Role[]>> = {
  /** The person, and who represents them while they are a minor. */
  ASK: PERSON_ROLES,
  WITHDRAW: PERSON_ROLES,
  TAKE_UP: ['counsellor', 'case-manager'],
  EXTEND: ['counsellor', 'case-manager'],
  GRANT: ['counsellor', 'case-manager'],
  GRANT_PARTLY: ['counsellor', 'case-manager'],
  REFUSE: ['counsellor', 'case-manager'],
  ANNOUNCE_LIFTING: ['counsellor', 'case-manager'],
  LIFT: ['counsellor', 'case-manager'],
};

/**
 * The life of a request: what can be done from where. All that is not here is refused. Which requests a caller may touch
 * at all, row level security decides: the person their own, a guardian those of the minor save what is under professional
 * secrecy, staff those to their institution.
 */
const RIGHTS_TRANSITIONS: Readonly<Record<RightsAction, readonly TransitionRule[]>> = {
  ASK: [{ kinds: RIGHTS_KINDS, from: ['NONE'], to: 'OPEN' }],
  TAKE_UP: [{ kinds: RIGHTS_KINDS, from: ['OPEN'], to: 'IN_PROGRESS' }],
  EXTEND: [{ kinds: RIGHTS_KINDS, from: OPEN, to: 'SAME' }],
  GRANT: [{ kinds: RIGHTS_KINDS, from: OPEN, to: 'GRANTED' }],
  GRANT_PARTLY: [{ kinds: ['EXPORT', 'ERASURE'], from: OPEN, to: 'PARTLY_GRANTED' }],
  REFUSE: [{ kinds: RIGHTS_KINDS, from: OPEN, to: 'REFUSED' }],
  WITHDRAW: [
    { kinds: RIGHTS_KINDS, from: OPEN, to: 'WITHDRAWN' },
    // A note stays where the institution holds that the value is right, until the person takes it back.
    { kinds: ['DISPUTE'], from: ['REFUSED'], to: 'WITHDRAWN' },
    { kinds: ['RESTRICTION'], from: ['GRANTED'], to: 'WITHDRAWN' },
  ],
  /** Art. 18(3) GDPR: the person is told before. */
  ANNOUNCE_LIFTING: [{ kinds: ['RESTRICTION'], from: ['GRANTED'], to: 'SAME' }],
  LIFT: [{ kinds: ['RESTRICTION'], from: ['GRANTED'], to: 'LIFTED' }],
};

export type RightsTransition =
  | { readonly allowed: true; readonly to: RightsState }
  | { readonly allowed: false; readonly code: 'FORBIDDEN' | 'RIGHTS_REQUEST_CONFLICT' };

/** Looks an action up in the table. The role is judged before the state. */
export function rightsTransition(
  kind: RightsKind,
  state: RightsState | 'NONE',
  action: RightsAction,
  role: Role,
): RightsTransition {
  if (!ROLES[action].includes(role)) return { allowed: false, code: 'FORBIDDEN' };
  const rule = RIGHTS_TRANSITIONS[action].find(({ kinds, from }) => kinds.includes(kind) && from.includes(state));
  if (!rule) return { allowed: false, code: 'RIGHTS_REQUEST_CONFLICT' };
  return { allowed: true, to: rule.to === 'SAME' ? (state as RightsState) : rule.to };
}
