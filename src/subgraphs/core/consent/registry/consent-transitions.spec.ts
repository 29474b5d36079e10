import { describe, expect, it } from '@jest/globals';
import { CONSENT_STATES, ROLES, type Role } from '../../../../access/vocabulary';
import { CONSENT_ACTIONS, transition, type ConsentAction, type StateBefore } from './consent-transitions';

/** Everything that is allowed, written out: `state action: role role -> state`. All the rest must be refused. */
const ALLOWED = `
  NONE REQUEST: counsellor case-manager -> REQUESTED
  NONE CAPTURE: counsellor case-manager -> REQUESTED
  NONE GIVE: person guardian counsellor case-manager -> GIVEN
  NONE AGREE: person guardian -> REQUESTED
  REQUESTED AGREE: person guardian -> REQUESTED
  REQUESTED CAPTURE: counsellor case-manager -> REQUESTED
  REQUESTED GIVE: person guardian counsellor case-manager -> GIVEN
  REQUESTED REFUSE: person guardian counsellor case-manager -> REFUSED
  REQUESTED CHECK: counsellor case-manager -> GIVEN
  REQUESTED INVALIDATE: counsellor case-manager data-protection-officer -> INVALIDATED
  GIVEN RENEW: person guardian counsellor case-manager -> RENEWED
  GIVEN NARROW: person guardian counsellor case-manager -> GIVEN
  GIVEN WITHDRAW: person guardian counsellor case-manager -> WITHDRAWN
  GIVEN REVOKE: counsellor case-manager data-protection-officer -> REVOKED
  GIVEN INVALIDATE: counsellor case-manager data-protection-officer -> INVALIDATED
  RENEWED RENEW: person guardian counsellor case-manager -> RENEWED
  RENEWED NARROW: person guardian counsellor case-manager -> RENEWED
  RENEWED WITHDRAW: person guardian counsellor case-manager -> WITHDRAWN
  RENEWED REVOKE: counsellor case-manager data-protection-officer -> REVOKED
  RENEWED INVALIDATE: counsellor case-manager data-protection-officer -> INVALIDATED
  EXPIRED RENEW: person guardian counsellor case-manager -> RENEWED
  EXPIRED WITHDRAW: person guardian counsellor case-manager -> WITHDRAWN
  EXPIRED INVALIDATE: counsellor case-manager data-protection-officer -> INVALIDATED`;

const expected = new Map(
  ALLOWED.trim()
    .split('\n')
    .flatMap((line) => {
      const [, state, action, roles, to] = /(\w+) (\w+): (.+) -> (\w+)/.exec(line)!;
      return roles!.split(' ').map((role) => [`${state} ${action} ${role}`, to] as const);
    }),
);

const STATES: readonly StateBefore[] = ['NONE', ...CONSENT_STATES];
const ALL = STATES.flatMap((state) =>
  CONSENT_ACTIONS.flatMap((action) => ROLES.map((role) => [state, action, role] as const)),
);

/** Who may do the action from some state. */
const mayEver = (action: ConsentAction, role: Role) =>
  [...expected.keys()].some((key) => key.endsWith(` ${action} ${role}`));

describe('the transition table', () => {
  it.each(ALL)('from %s, %s by %s', (state, action, role) => {
    const to = expected.get(`${state} ${action} ${role}`);
    if (to !== undefined) return expect(transition(state, action, role)).toEqual({ allowed: true, to });
    const code = mayEver(action, role) ? 'CONSENT_STATE_CONFLICT' : 'FORBIDDEN';
    expect(transition(state, action, role)).toEqual({ allowed: false, code });
  });

  it('has been compared for every state, action and role', () => {
    expect(ALL).toHaveLength(9 * 11 * 8);
    expect([...expected.keys()].filter((key) => !ALL.some((each) => each.join(' ') === key))).toEqual([]);
  });

  it('leads from an end nowhere', () => {
    for (const end of ['REFUSED', 'WITHDRAWN', 'REVOKED', 'INVALIDATED'] as const) {
      for (const action of CONSENT_ACTIONS) {
        for (const role of ROLES) expect(transition(end, action, role).allowed).toBe(false);
      }
    }
  });

  it('lets nobody make a consent expire', () => {
    for (const [state, action, role] of ALL) {
      expect(transition(state, action, role)).not.toMatchObject({ to: 'EXPIRED' });
    }
  });
});
