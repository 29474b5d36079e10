import { describe, expect, it } from '@jest/globals';
import { ROLES } from '../../../../access/vocabulary';
import { LIFTING_ROLES, mayLift } from './lift';

const asking = (role: (typeof ROLES)[number], institution: 'jobcenter' | 'city' | null) => ({
  ...{ role, institution, purpose: null },
});

describe('an exception', () => {
  it('is lifted by the person and by their guardian, for whomever', () => {
    for (const role of ['person', 'guardian'] as const) expect(mayLift(asking(role, null), ['jobcenter'])).toBe(true);
  });

  it('is lifted by case workers for other institutions, never for their own', () => {
    for (const role of ['counsellor', 'case-manager'] as const) {
      expect(mayLift(asking(role, 'city'), ['jobcenter'])).toBe(true);
      expect(mayLift(asking(role, 'jobcenter'), ['jobcenter'])).toBe(false);
      expect(mayLift(asking(role, 'jobcenter'), ['city', 'jobcenter'])).toBe(false);
    }
  });

  it('is lifted by nobody else, and by nobody of no house', () => {
    for (const role of ROLES.filter((one) => !(LIFTING_ROLES as readonly string[]).includes(one))) {
      expect(mayLift(asking(role, 'city'), ['jobcenter'])).toBe(false);
    }
    expect(mayLift(asking('counsellor', null), ['jobcenter'])).toBe(false);
    expect(mayLift(asking('person', 'city'), ['jobcenter'])).toBe(false);
  });
});
