import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../platform/calendar';
import type { Category, InstitutionId, Purpose, Role } from '../vocabulary';
import { ASK_GRANTS, decide, decideByPerson, decideWithoutPerson } from './decide';
import { adviser, consented, course, decided, NOW, outcome, policy, registration, STATUTE } from './decide.fixture';
import type { AskedRecord, Asking, Grant } from './decision';

describe('decide, for the person', () => {
  const person: Asking = { institution: null, role: 'person', purpose: null };

  it('permits everything about themself, counselling notes and benefit amounts included', () => {
    for (const category of policy.categories.keys()) {
      const decision = decided({ asking: person, asked: { category, isSubject: true }, grants: [] });
      expect(decision).toEqual({ permit: true, category, basis: 'SELF' });
    }
  });

  it('withholds what is about somebody else', () => {
    expect(outcome({ asking: person })).toBe('NOT_FOR_INSTITUTION');
  });

  it('does not treat staff as the person they are, nor a person as the institution they name', () => {
    expect(outcome({ asked: { isSubject: true }, grants: [] })).toBe('NO_CONSENT');
    expect(outcome({ asking: { ...person, institution: 'city' } })).toBe('NOT_FOR_INSTITUTION');
  });
});

describe('decide, for a guardian', () => {
  const guardian: Asking = { institution: null, role: 'guardian', purpose: null };

  it('permits everything about the minor but what is under professional secrecy', () => {
    for (const [category, { secrecy }] of policy.categories) {
      const decision = decided({ asking: guardian, asked: { category, isSubject: true }, grants: [] });
      expect(decision).toEqual(
        secrecy === undefined
          ? { permit: true, category, basis: 'REPRESENTATION' }
          : { permit: false, category, reason: 'PROFESSIONAL_SECRECY' },
      );
    }
  });

  it('withholds what is about somebody else', () => {
    expect(outcome({ asking: guardian })).toBe('NOT_FOR_INSTITUTION');
    expect(outcome({ asking: { ...guardian, institution: 'city' } })).toBe('NOT_FOR_INSTITUTION');
  });
});

describe('decide, by role and institution', () => {
  it.each<Role>(['planner', 'data-protection-officer', 'administrator'])(
    'withholds every record from the role %s, its own institution’s too',
    (role) => {
      expect(outcome({ asking: { role } })).toBe('ROLE_NOT_ENTITLED');
      expect(outcome({ asking: { role }, asked: { author: 'jobcenter' } })).toBe('ROLE_NOT_ENTITLED');
      expect(outcome({ asking: { role, purpose: 'STATISTICS' } })).toBe('ROLE_NOT_ENTITLED');
    },
  );

  it('permits the institution’s own record without purpose and without consent', () => {
    const own = decided({ asking: { purpose: null }, asked: { author: 'jobcenter' }, grants: [] });
    expect(own).toEqual({ permit: true, category: 'LANGUAGE', basis: 'OWN_RECORD' });
  });

  it('permits own records to the own roles of their category only', () => {
    const note = { category: 'COUNSELLING_NOTES', author: 'caritas' } as const;
    expect(outcome({ asking: { institution: 'caritas' }, asked: note })).toBe('OWN_RECORD');
    expect(outcome({ asking: { institution: 'caritas', role: 'case-manager' }, asked: note })).toBe(
      'ROLE_NOT_ENTITLED',
    );
    expect(outcome({ asking: { institution: 'caritas', role: 'service' }, asked: note })).toBe('ROLE_NOT_ENTITLED');
  });

  it('does not take a record that no institution wrote for the record of a caller without institution', () => {
    expect(outcome({ asking: { institution: null }, asked: { author: null } })).toBe('NOT_FOR_INSTITUTION');
  });

  it('withholds from the immigration authority, whatever it asks for', () => {
    const asking = { institution: 'immigration-authority' } as const;
    expect(outcome({ asking })).toBe('NOT_FOR_INSTITUTION');
    expect(outcome({ asking, asked: { author: 'immigration-authority' } })).toBe('NOT_FOR_INSTITUTION');
  });

  it('withholds professional secrets before anything else is asked for', () => {
    const asked = { category: 'COUNSELLING_NOTES', author: 'caritas' } as const;
    expect(outcome({ asking: { purpose: null }, asked })).toBe('PROFESSIONAL_SECRECY');
    expect(outcome({ asked, grants: [{ ...consented, category: 'COUNSELLING_NOTES' }] })).toBe('PROFESSIONAL_SECRECY');
  });

  it('discloses what is under secrecy with the consent of the person where the policy has a ceiling for it', () => {
    const notes = policy.categories.get('COUNSELLING_NOTES');
    if (notes === undefined) throw new Error('COUNSELLING_NOTES is missing');
    const ceiling = new Map([['jobcenter', new Set<Purpose>(['CASE_MANAGEMENT'])]] as const);
    const released = {
      ...policy,
      categories: new Map(policy.categories).set('COUNSELLING_NOTES', { ...notes, ceiling }),
    };
    const asked: AskedRecord = { category: 'COUNSELLING_NOTES', author: 'caritas', isSubject: false };
    const grants: readonly Grant[] = [{ ...consented, category: 'COUNSELLING_NOTES', secrecyReleased: true }];
    expect(decide(released, adviser, asked, grants, [], NOW)).toMatchObject({ basis: 'CONSENT' });
    expect(decide(released, adviser, asked, [], [], NOW)).toMatchObject({ reason: 'NO_CONSENT' });
  });

  it('keeps purposes for figures from records even where role, institution and ceiling contain them', () => {
    const statistics = new Set<Purpose>(['STATISTICS']);
    const counsellor = policy.roles.get('counsellor');
    const language = policy.categories.get('LANGUAGE');
    if (counsellor === undefined || language === undefined) throw new Error('the policy is incomplete');
    const careless = {
      ...policy,
      roles: new Map(policy.roles).set('counsellor', { ...counsellor, purposes: statistics }),
      categories: new Map(policy.categories).set('LANGUAGE', {
        ...language,
        ceiling: new Map([['jobcenter', statistics]] as const),
      }),
    };
    const grants: readonly Grant[] = [{ ...consented, purpose: 'STATISTICS' }];
    const asks: Asking = { ...adviser, purpose: 'STATISTICS' };
    expect(decide(careless, asks, course, grants, [], NOW)).toMatchObject({ reason: 'ROLE_NOT_ENTITLED' });
  });

  it('withholds another institution’s record without purpose', () => {
    expect(outcome({ asking: { purpose: null } })).toBe('PURPOSE_MISSING');
  });

  it('withholds where role or institution may not state the purpose', () => {
    expect(outcome({ asking: { purpose: 'ARRIVAL_COUNSELLING' } })).toBe('ROLE_NOT_ENTITLED');
    expect(outcome({ asking: { purpose: 'EVALUATION' } })).toBe('ROLE_NOT_ENTITLED');
    expect(outcome({ asking: { institution: 'youth-welfare-office' } })).toBe('ROLE_NOT_ENTITLED');
    const roles = new Map(policy.roles).set('counsellor', {
      ...(policy.roles.get('counsellor') ?? { id: 'counsellor', label: '', labelDe: '', reaches: 'CONTENT' }),
      purposes: new Set<Purpose>(['YOUTH_TRANSITION']),
    });
    expect(decide({ ...policy, roles }, adviser, course, [consented], [], NOW)).toEqual({
      permit: false,
      category: 'LANGUAGE',
      reason: 'ROLE_NOT_ENTITLED',
    });
  });

  it('withholds from an institution without ceiling, with every consent', () => {
    const agency = { institution: 'employment-agency' } as const;
    expect(outcome({ asking: agency, asked: { category: 'BENEFITS' } })).toBe('NOT_FOR_INSTITUTION');
    const amounts = { category: 'BENEFIT_AMOUNTS', author: 'jobcenter' } as const;
    const grants = [{ ...consented, category: 'BENEFITS' }] as const;
    expect(outcome({ asking: { institution: 'city' }, asked: amounts, grants })).toBe('NOT_FOR_INSTITUTION');
  });

  it('reaches a narrower field with the consent to its category, where the policy lists the institution', () => {
    const title = { category: 'RESIDENCE_TITLE', author: 'city' } as const;
    const grants = [{ ...consented, category: 'RESIDENCE', purpose: 'LABOUR_MARKET_INTEGRATION' }] as const;
    const asking = { purpose: 'LABOUR_MARKET_INTEGRATION' } as const;
    expect(outcome({ asking, asked: title, grants })).toBe('CONSENT');
    expect(outcome({ asking: { ...asking, institution: 'caritas' }, asked: title, grants })).toBe(
      'NOT_FOR_INSTITUTION',
    );
  });
});

describe('decide, given something unexpected', () => {
  it('withholds for words that do not exist', () => {
    expect(outcome({ asked: { category: 'HEALTH' as Category } })).toBe('NOT_FOR_INSTITUTION');
    expect(outcome({ asking: { role: 'mayor' as Role } })).toBe('ROLE_NOT_ENTITLED');
    expect(outcome({ asking: { institution: 'police' as InstitutionId } })).toBe('NOT_FOR_INSTITUTION');
    const police = 'police' as InstitutionId;
    expect(outcome({ asking: { institution: police }, asked: { author: police } })).toBe('NOT_FOR_INSTITUTION');
    expect(outcome({ asking: { purpose: 'CURIOSITY' as Purpose } })).toBe('ROLE_NOT_ENTITLED');
    expect(outcome({ asking: { purpose: undefined } })).toBe('ROLE_NOT_ENTITLED');
    expect(outcome({ grants: [{ ...consented, ended: 'PAUSED' as 'EXPIRED' }] })).toBe('CONSENT_WITHDRAWN');
  });

  it('withholds at a time that is no number, and for grants without two points in time', () => {
    const statutes = [STATUTE];
    const asking = { purpose: 'BENEFIT_ADMINISTRATION' } as const;
    for (const now of [NaN, Infinity, -Infinity]) {
      expect(outcome({ now })).toBe('NO_CONSENT');
      expect(outcome({ asking, asked: registration, statutes, now })).toBe('NO_CONSENT');
    }
    for (const time of [NaN, Infinity, null, undefined, String(NOW + DAY), new Date(NOW + DAY)] as number[]) {
      expect(outcome({ grants: [{ ...consented, validUntil: time }] })).toBe('NO_CONSENT');
      expect(outcome({ grants: [{ ...consented, validUntil: time, ended: 'WITHDRAWN' }] })).toBe('NO_CONSENT');
    }
    expect(outcome({ grants: [{ ...consented, validFrom: NaN }] })).toBe('NO_CONSENT');
  });

  it('withholds where only the part for a person is asked, without what it needs', () => {
    const parts: readonly (readonly [Asking, Category])[] = [
      [{ ...adviser, institution: null }, 'LANGUAGE'],
      [{ ...adviser, purpose: null }, 'LANGUAGE'],
      [adviser, 'HEALTH' as Category],
    ];
    for (const [asking, category] of parts) {
      const asked = { category, author: 'city' } as const;
      expect(decideByPerson(policy, asking, asked, [consented], [], NOW)).toMatchObject({ permit: false });
    }
  });
});

describe('decideWithoutPerson', () => {
  it('leaves to statutes and grants only what a person can open', () => {
    expect(decideWithoutPerson(policy, adviser, 'LANGUAGE', 'city', false)).toBe(ASK_GRANTS);
    expect(decideWithoutPerson(policy, adviser, 'CASE_PLAN', 'jobcenter', false)).toMatchObject({
      basis: 'OWN_RECORD',
    });
    expect(decideWithoutPerson(policy, adviser, 'RESIDENCE', 'city', false)).toMatchObject({
      reason: 'PURPOSE_NOT_COVERED',
    });
  });
});
