import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../platform/calendar';
import { consented, decided, NOW, outcome } from './decide.fixture';
import type { Grant } from './decision';

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

  it('tells the end that was agreed, and names a consent by it, where a birthday that is not told ends it before', () => {
    const agreedUntil = NOW + 9 * DAY;
    const cut = { ...consented, consentId: 'consent-z', validUntil: NOW + 1, agreedUntil };
    const longer = { ...consented, consentId: 'consent-c', validUntil: NOW + 2 * DAY };
    for (const grants of [
      [cut, longer],
      [longer, cut],
    ]) {
      expect(decided({ grants })).toMatchObject({ consentId: 'consent-z', until: agreedUntil });
      expect(decided({ grants, now: cut.validUntil })).toMatchObject({ consentId: 'consent-c' });
    }
    expect(outcome({ grants: [cut], now: cut.validUntil })).toBe('CONSENT_EXPIRED');
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
