import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readPolicyFile } from '../policy/load-policy';
import type { StatutePolicy } from '../policy/policy';
import type { Category, InstitutionId, Purpose, Role } from '../vocabulary';
import { ASK_GRANTS, decide, decideByPerson, settle } from './decide';
import type { AskedRecord, Asking, Decision, Grant } from './decision';

const policy = readPolicyFile(join(__dirname, '../../../policy/rheine.yaml'));
const NOW = Date.UTC(2019, 6, 2);
const DAY = 24 * 60 * 60 * 1000;

const adviser: Asking = { institution: 'jobcenter', role: 'counsellor', purpose: 'CASE_MANAGEMENT' };
const course: AskedRecord = { category: 'LANGUAGE', author: 'city', isSubject: false };
const registration: AskedRecord = { category: 'RESIDENCE', author: 'city', isSubject: false };
const consented: Grant = {
  category: 'LANGUAGE',
  purpose: 'CASE_MANAGEMENT',
  validFrom: NOW - DAY,
  validUntil: NOW + DAY,
  consentId: 'consent-b',
  consentVersion: 2,
};
const STATUTE = 'sgb-x-69-residence-jobcenter';

interface Case {
  asking?: Partial<Asking>;
  asked?: Partial<AskedRecord>;
  grants?: readonly Grant[];
  statutes?: readonly string[];
  now?: number;
}

function decided({ asking, asked, grants = [consented], statutes = [], now = NOW }: Case): Decision {
  return decide(policy, { ...adviser, ...asking }, { ...course, ...asked }, grants, statutes, now);
}

/** The basis of a permit or the reason of a denial. */
function outcome(given: Case): string {
  const decision = decided(given);
  return decision.permit ? decision.basis : decision.reason;
}

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

describe('decide, by statute', () => {
  const asking = { purpose: 'BENEFIT_ADMINISTRATION' } as const;

  it('permits what a statute allows where the person meets its condition', () => {
    expect(decided({ asking, asked: registration, grants: [], statutes: ['other', STATUTE] })).toEqual({
      permit: true,
      category: 'RESIDENCE',
      basis: 'STATUTE',
      statute: STATUTE,
    });
  });

  it('asks for a consent where the person does not', () => {
    expect(outcome({ asking, asked: registration, grants: [] })).toBe('NO_CONSENT');
    const grants = [{ ...consented, category: 'RESIDENCE', purpose: 'BENEFIT_ADMINISTRATION' }] as const;
    expect(outcome({ asking, asked: registration, grants })).toBe('CONSENT');
  });

  it('reaches no other purpose, institution or narrower field', () => {
    const statutes = [STATUTE];
    expect(outcome({ asked: registration, statutes })).toBe('PURPOSE_NOT_COVERED');
    const other = { institution: 'city', purpose: 'CASE_MANAGEMENT' } as const;
    expect(outcome({ asking: other, asked: { ...registration, author: 'caritas' }, statutes })).toBe('NO_CONSENT');
    const title = { ...registration, category: 'RESIDENCE_TITLE' } as const;
    expect(outcome({ asking, asked: title, grants: [], statutes })).toBe('NO_CONSENT');
  });

  it('does not depend on a ceiling, and opens none', () => {
    const residence = policy.categories.get('RESIDENCE');
    if (residence === undefined) throw new Error('RESIDENCE is missing');
    const categories = new Map(policy.categories).set('RESIDENCE', { ...residence, ceiling: new Map() });
    const closed = { ...policy, categories };
    const grants: readonly Grant[] = [{ ...consented, category: 'RESIDENCE', purpose: 'BENEFIT_ADMINISTRATION' }];
    const asks = { ...adviser, ...asking };
    expect(decide(closed, asks, registration, grants, [STATUTE], NOW)).toMatchObject({ basis: 'STATUTE' });
    expect(decide(closed, asks, registration, grants, [], NOW)).toMatchObject({ reason: 'PURPOSE_NOT_COVERED' });
  });
});

describe('decide, with several statutes', () => {
  const law = { law: '', whereRecipientHas: '', explanation: '', explanationDe: '' };
  const statutes: readonly StatutePolicy[] = [
    { ...law, id: 'title-city', category: 'RESIDENCE_TITLE', recipient: 'city', purpose: 'YOUTH_TRANSITION' },
    { ...law, id: 'title-jobcenter', category: 'RESIDENCE_TITLE', recipient: 'jobcenter', purpose: 'YOUTH_TRANSITION' },
    {
      ...law,
      id: 'title-jobcenter-cm',
      category: 'RESIDENCE_TITLE',
      recipient: 'jobcenter',
      purpose: 'CASE_MANAGEMENT',
    },
  ];
  const held = statutes.map(({ id }) => id);
  const title: AskedRecord = { category: 'RESIDENCE_TITLE', author: 'employment-agency', isSubject: false };

  it.each<[InstitutionId, Purpose, string]>([
    ['city', 'YOUTH_TRANSITION', 'title-city'],
    ['jobcenter', 'YOUTH_TRANSITION', 'title-jobcenter'],
    ['jobcenter', 'CASE_MANAGEMENT', 'title-jobcenter-cm'],
  ])('names to %s for %s the statute that it rests on', (institution, purpose, statute) => {
    const asks = { ...adviser, institution, purpose };
    expect(decide({ ...policy, statutes }, asks, title, [], held, NOW)).toMatchObject({ basis: 'STATUTE', statute });
  });

  it('opens nothing to an institution that none of them names', () => {
    const asks = { ...adviser, institution: 'caritas' } as const;
    expect(decide({ ...policy, statutes }, asks, title, [], held, NOW)).toMatchObject({
      reason: 'NOT_FOR_INSTITUTION',
    });
    const others = ['title-city', 'title-jobcenter-cm'];
    const youth = { ...adviser, purpose: 'YOUTH_TRANSITION' } as const;
    expect(decide({ ...policy, statutes }, youth, title, [], others, NOW)).toMatchObject({ permit: false });
  });
});

describe('decide, by consent', () => {
  it('permits with the consent it rests on', () => {
    expect(decided({})).toEqual({
      permit: true,
      category: 'LANGUAGE',
      basis: 'CONSENT',
      consentId: 'consent-b',
      consentVersion: 2,
      until: NOW + DAY,
    });
  });

  it('permits from the first moment of validity until just before its end', () => {
    expect(outcome({ now: consented.validFrom - 1 })).toBe('NO_CONSENT');
    expect(outcome({ now: consented.validFrom })).toBe('CONSENT');
    expect(outcome({ now: consented.validUntil - 1 })).toBe('CONSENT');
    expect(outcome({ now: consented.validUntil })).toBe('CONSENT_EXPIRED');
  });

  it('names the consent that lasts longest; of equal ones the smallest id, then the highest version', () => {
    const longer = { ...consented, consentId: 'consent-c', validUntil: NOW + 2 * DAY };
    expect(decided({ grants: [consented, longer] })).toMatchObject({ consentId: 'consent-c' });
    expect(decided({ grants: [longer, consented] })).toMatchObject({ consentId: 'consent-c' });
    const smaller = { ...consented, consentId: 'consent-a' };
    expect(decided({ grants: [consented, smaller] })).toMatchObject({ consentId: 'consent-a' });
    expect(decided({ grants: [smaller, consented] })).toMatchObject({ consentId: 'consent-a' });
    const newer = { ...consented, consentVersion: 3 };
    expect(decided({ grants: [consented, newer] })).toMatchObject({ consentVersion: 3 });
    expect(decided({ grants: [newer, consented] })).toMatchObject({ consentVersion: 3 });
  });

  it('says NO_CONSENT where there is none, or only to another category', () => {
    expect(outcome({ grants: [] })).toBe('NO_CONSENT');
    expect(outcome({ grants: [{ ...consented, category: 'EMPLOYMENT' }] })).toBe('NO_CONSENT');
  });

  it('says PURPOSE_NOT_COVERED where an active consent names another purpose, or the policy forbids the purpose', () => {
    const other: Grant = { ...consented, purpose: 'LANGUAGE_PROMOTION' };
    expect(outcome({ grants: [other, { ...consented, ended: 'WITHDRAWN' }] })).toBe('PURPOSE_NOT_COVERED');
    expect(outcome({ grants: [{ ...other, ended: 'WITHDRAWN' }] })).toBe('NO_CONSENT');
    expect(outcome({ asking: { purpose: 'YOUTH_TRANSITION' } })).toBe('PURPOSE_NOT_COVERED');
  });

  it.each([
    ['WITHDRAWN', 'CONSENT_WITHDRAWN'],
    ['REVOKED', 'CONSENT_WITHDRAWN'],
    ['INVALIDATED', 'CONSENT_WITHDRAWN'],
    ['EXPIRED', 'CONSENT_EXPIRED'],
  ] as const)('ends with the state %s as %s, before the end of its time too', (ended, reason) => {
    expect(outcome({ grants: [{ ...consented, ended }] })).toBe(reason);
    expect(outcome({ grants: [{ ...consented, ended, validFrom: NOW + 1 }] })).toBe(reason);
  });

  it('takes null for a consent that has not ended, as a database gives it', () => {
    expect(outcome({ grants: [{ ...consented, ended: null }] })).toBe('CONSENT');
  });

  it('gives the reason of the consent that began last', () => {
    const expired: Grant = { ...consented, validFrom: NOW - 9 * DAY, validUntil: NOW - DAY };
    const withdrawn: Grant = { ...consented, validFrom: NOW - 5 * DAY, ended: 'WITHDRAWN' };
    const both = (a: Partial<Grant>, b: Partial<Grant>): readonly string[] => {
      const [first, second] = [
        { ...expired, ...a },
        { ...withdrawn, ...b },
      ];
      return [outcome({ grants: [first, second] }), outcome({ grants: [second, first] })];
    };
    expect(both({}, {})).toEqual(['CONSENT_WITHDRAWN', 'CONSENT_WITHDRAWN']);
    expect(both({ validFrom: NOW - 2 * DAY }, {})).toEqual(['CONSENT_EXPIRED', 'CONSENT_EXPIRED']);
    const { validFrom, validUntil } = withdrawn;
    expect(both({ validFrom, consentVersion: 3 }, {})).toEqual(['CONSENT_EXPIRED', 'CONSENT_EXPIRED']);
    expect(both({ validFrom }, {})).toEqual(['CONSENT_WITHDRAWN', 'CONSENT_WITHDRAWN']);
    expect(both({ validFrom, ended: 'EXPIRED', validUntil: NOW + 2 * DAY }, {})[0]).toBe('CONSENT_EXPIRED');
    expect(both({ validFrom, ended: 'EXPIRED', validUntil }, {})).toEqual(['CONSENT_WITHDRAWN', 'CONSENT_WITHDRAWN']);
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

describe('settle', () => {
  it('leaves to statutes and grants only what a person can open', () => {
    expect(settle(policy, adviser, 'LANGUAGE', 'city', false)).toBe(ASK_GRANTS);
    expect(settle(policy, adviser, 'CASE_PLAN', 'jobcenter', false)).toMatchObject({ basis: 'OWN_RECORD' });
    expect(settle(policy, adviser, 'RESIDENCE', 'city', false)).toMatchObject({ reason: 'PURPOSE_NOT_COVERED' });
  });
});
