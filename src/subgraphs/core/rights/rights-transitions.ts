import { wordsOf, type Meanings } from '../../../platform/words';
import { PERSON_ROLES, type Role } from '../../../access/vocabulary';

/** What a person can ask for (Art. 15, 16, 17 and 18 GDPR, section 84 SGB X). */
export const RIGHTS_KIND_MEANINGS = {
  EXPORT: 'A copy of what the institution holds besides the hub (Auskunft, Art. 15 GDPR).',
  CORRECTION: 'The correction of a value (Berichtigung, Art. 16 GDPR).',
  DISPUTE: 'A note that the person disputes a record or one of its values (section 84(2) SGB X).',
  RESTRICTION: 'That data are only stored, and not used (Einschränkung der Verarbeitung, Art. 18 GDPR).',
  ERASURE: 'That data are erased (Löschung, Art. 17 GDPR).',
} as const satisfies Meanings;
export type RightsKind = keyof typeof RIGHTS_KIND_MEANINGS;
export const RIGHTS_KINDS = wordsOf(RIGHTS_KIND_MEANINGS);

export const RIGHTS_STATE_MEANINGS = {
  OPEN: 'Waits for the institution.',
  IN_PROGRESS: 'The institution works on it.',
  GRANTED: 'The institution did what was asked for.',
  PARTLY_GRANTED: 'The institution did a part of it, and says why not the rest.',
  REFUSED: 'The institution does not do it, and says why.',
  WITHDRAWN: 'The person has taken it back.',
  LIFTED: 'A restriction that was granted has ended.',
} as const satisfies Meanings;
export type RightsState = keyof typeof RIGHTS_STATE_MEANINGS;
export const RIGHTS_STATES = wordsOf(RIGHTS_STATE_MEANINGS);

/** What the institution can do with a request. */
export const ANSWERING_ACTION_MEANINGS = {
  TAKE_UP: 'Starts to work on it.',
  EXTEND: 'Puts the answer off and says why (Art. 12(3) GDPR).',
  GRANT: 'Does what was asked for: corrects, closes a dispute that a correction has settled, restricts or erases.',
  GRANT_PARTLY: 'Does a part of it and says why not the rest.',
  REFUSE: 'Does not do it and says why (Art. 12(4) GDPR).',
  ANNOUNCE_LIFTING: 'Tells the person when a restriction will end (Art. 18(3) GDPR).',
  LIFT: 'Ends a restriction that was announced to end.',
} as const satisfies Meanings;
export type AnsweringAction = keyof typeof ANSWERING_ACTION_MEANINGS;

export const RIGHTS_ACTIONS = ['ASK', 'WITHDRAW', ...wordsOf(ANSWERING_ACTION_MEANINGS)] as const;
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
