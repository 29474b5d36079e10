import { describe, expect, it } from '@jest/globals';
import type { StatutePolicy } from '../policy/policy';
import type { InstitutionId, Purpose } from '../vocabulary';
import { decide } from './decide';
import { adviser, consented, decided, NOW, outcome, policy, registration, STATUTE } from './decide.fixture';
import type { AskedRecord, Grant } from './decision';

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
  const whileLiving = { field: '', states: [], from: '', until: '' };
  const law = { law: '', whereRecipientHas: '', whileLiving, explanation: '', explanationDe: '' };
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
