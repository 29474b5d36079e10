import { describe, expect, it } from '@jest/globals';
import { isPersonRole, ROLES } from '../../../access/vocabulary';
import { RIGHTS_ACTIONS, RIGHTS_KINDS, RIGHTS_STATES, rightsTransition } from './rights-transitions';

/** Everything that is allowed, written out: `kinds: states action: roles -> state`. All the rest must be refused. */
const ALL = RIGHTS_KINDS.join(' ');
const ALLOWED = `
  ${ALL}: NONE ASK: person guardian -> OPEN
  ${ALL}: OPEN TAKE_UP: counsellor case-manager -> IN_PROGRESS
  ${ALL}: OPEN EXTEND: counsellor case-manager -> OPEN
  ${ALL}: IN_PROGRESS EXTEND: counsellor case-manager -> IN_PROGRESS
  ${ALL}: OPEN GRANT: counsellor case-manager -> GRANTED
  ${ALL}: IN_PROGRESS GRANT: counsellor case-manager -> GRANTED
  EXPORT ERASURE: OPEN GRANT_PARTLY: counsellor case-manager -> PARTLY_GRANTED
  EXPORT ERASURE: IN_PROGRESS GRANT_PARTLY: counsellor case-manager -> PARTLY_GRANTED
  ${ALL}: OPEN REFUSE: counsellor case-manager -> REFUSED
  ${ALL}: IN_PROGRESS REFUSE: counsellor case-manager -> REFUSED
  ${ALL}: OPEN WITHDRAW: person guardian -> WITHDRAWN
  ${ALL}: IN_PROGRESS WITHDRAW: person guardian -> WITHDRAWN
  DISPUTE: REFUSED WITHDRAW: person guardian -> WITHDRAWN
  RESTRICTION: GRANTED WITHDRAW: person guardian -> WITHDRAWN
  RESTRICTION: GRANTED ANNOUNCE_LIFTING: counsellor case-manager -> GRANTED
  RESTRICTION: GRANTED LIFT: counsellor case-manager -> LIFTED`;

const expected = new Map<string, string>(
  ALLOWED.trim()
    .split('\n')
    .flatMap((line) => {
      const [, kinds, state, action, roles, to] = /([\w ]+): (\w+) (\w+): (.+) -> (\w+)/.exec(line)!;
      return kinds!
        .trim()
        .split(' ')
        .flatMap((kind) => roles!.split(' ').map((role) => [`${kind} ${state} ${action} ${role}`, to!] as const));
    }),
);

const CASES = RIGHTS_KINDS.flatMap((kind) =>
  (['NONE', ...RIGHTS_STATES] as const).flatMap((state) =>
    RIGHTS_ACTIONS.flatMap((action) => ROLES.map((role) => [kind, state, action, role] as const)),
  ),
);

describe('the life of a request', () => {
  it.each(RIGHTS_KINDS)('is the written one for every state, action and role of %s', (of) => {
    for (const [kind, state, action, role] of CASES.filter(([each]) => each === of)) {
      const to = expected.get([kind, state, action, role].join(' '));
      const mayEver = [...expected.keys()].some((key) => key.endsWith(` ${action} ${role}`));
      const code = mayEver ? 'RIGHTS_REQUEST_CONFLICT' : 'FORBIDDEN';
      expect([kind, state, action, role, rightsTransition(kind, state, action, role)]).toEqual([
        ...[kind, state, action, role],
        to === undefined ? { allowed: false, code } : { allowed: true, to },
      ]);
    }
  });

  it('has been compared as a whole, and nothing is written that does not exist', () => {
    expect(CASES).toHaveLength(5 * 8 * 9 * 8);
    expect([...expected.keys()].filter((key) => !CASES.some((each) => each.join(' ') === key))).toEqual([]);
  });

  it('is never moved by an institution to where only the person or their guardian brings it', () => {
    for (const [kind, state, action, role] of CASES.filter(([, , , each]) => !isPersonRole(each))) {
      expect(rightsTransition(kind, state, action, role)).not.toMatchObject({ to: 'WITHDRAWN' });
    }
  });
});
