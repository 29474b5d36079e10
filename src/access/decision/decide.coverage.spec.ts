import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPolicyFile } from '../policy/load-policy';
import type { Policy } from '../policy/policy';
import type { InstitutionId } from '../vocabulary';
import { decide } from './decide';
import { ANY_DAY, type AskedRecord, type Asking, type Grant, type RecordDay } from './decision';

const policy = readPolicyFile(join(__dirname, '../../../policy/rheine.yaml'));
/** The same policy where every transfer to Caritas has to be made. */
const withoutStanding: Policy = { ...policy, transfers: { ...policy.transfers!, standing: new Set() } };

const NOW = Date.UTC(2019, 6, 2);
const DAY = 24 * 60 * 60 * 1000;
const consented: Grant = {
  category: 'COUNSELLING',
  purpose: 'CASE_MANAGEMENT',
  validFrom: NOW - DAY,
  validUntil: NOW + DAY,
  consentId: 'consent-b',
  consentVersion: 1,
};
const released: Grant = { ...consented, consentId: 'consent-c', secrecyReleased: true };

const from = (institution: InstitutionId): Asking => ({ institution, role: 'counsellor', purpose: 'CASE_MANAGEMENT' });
const by = (author: InstitutionId, day?: RecordDay): AskedRecord => ({
  category: 'COUNSELLING',
  author,
  isSubject: false,
  day,
});

function outcome(asked: AskedRecord, grants: readonly Grant[], asking = from('jobcenter'), rules = policy): string {
  const decision = decide(rules, asking, asked, grants, [], NOW);
  return decision.permit ? `${decision.consentId}` : decision.reason;
}

describe('what an institution under professional secrecy wrote', () => {
  it('reaches others with a consent and a release from secrecy, and with neither alone', () => {
    expect(outcome(by('caritas'), [])).toBe('NO_CONSENT');
    expect(outcome(by('caritas'), [consented])).toBe('PROFESSIONAL_SECRECY');
    expect(outcome(by('caritas'), [released])).toBe('consent-c');
  });

  it('is not opened by a consent of one kind and a release of another', () => {
    const elsewhere = { ...released, category: 'LANGUAGE' } as const;
    const otherPurpose = { ...released, purpose: 'ARRIVAL_COUNSELLING' } as const;
    const ended = { ...released, ended: 'WITHDRAWN' } as const;
    expect(outcome(by('caritas'), [consented, elsewhere, otherPurpose, ended])).toBe('PROFESSIONAL_SECRECY');
  });

  it('is not opened by a statute, which opens the same from others', () => {
    const statute = { ...policy.statutes[0]!, category: 'COUNSELLING', purpose: 'CASE_MANAGEMENT' } as const;
    const rules = { ...policy, statutes: [statute] };
    const basis = (author: InstitutionId) => decide(rules, from('jobcenter'), by(author), [], [statute.id], NOW);
    expect(basis('city')).toMatchObject({ basis: 'STATUTE' });
    expect(basis('caritas')).toMatchObject({ reason: 'NO_CONSENT' });
  });

  it('needs no release in its own hands, nor does what others wrote', () => {
    expect(decide(policy, from('caritas'), by('caritas'), [], [], NOW)).toMatchObject({ basis: 'OWN_RECORD' });
    expect(outcome(by('city'), [consented])).toBe('consent-b');
  });
});

describe('a recipient that may retrieve nothing', () => {
  const language = { ...consented, category: 'LANGUAGE' } as const;
  const course = (author: InstitutionId | null): AskedRecord => ({ category: 'LANGUAGE', author, isSubject: false });

  it('sees what others wrote by consent alone where the policy knows a standing transfer', () => {
    expect(outcome(course('city'), [language], from('caritas'))).toBe('consent-b');
  });

  it('sees nothing before the transfer where it knows none, and tells that it is the transfer that is missing', () => {
    expect(outcome(course('city'), [language], from('caritas'), withoutStanding)).toBe('NOT_TRANSFERRED');
    expect(outcome(course('city'), [], from('caritas'), withoutStanding)).toBe('NO_CONSENT');
    const { transfers: _, ...none } = policy;
    expect(outcome(course('city'), [language], from('caritas'), none)).toBe('NOT_TRANSFERRED');
  });

  it('sees what the person handed over, whoever wrote it', () => {
    const handedOver = { ...language, released: true };
    for (const author of ['city', 'jobcenter', null] as const) {
      expect(outcome(course(author), [handedOver], from('caritas'), withoutStanding)).toBe('consent-b');
    }
  });

  it('sees of what an institution transferred only what that institution wrote', () => {
    const byCity = { ...language, releasedBy: ['city'] as const };
    expect(outcome(course('city'), [byCity], from('caritas'), withoutStanding)).toBe('consent-b');
    expect(outcome(course('jobcenter'), [byCity], from('caritas'), withoutStanding)).toBe('NOT_TRANSFERRED');
    expect(outcome(course(null), [byCity], from('caritas'), withoutStanding)).toBe('NOT_TRANSFERRED');
  });

  it('is no other recipient: a social benefit authority needs no transfer', () => {
    expect(outcome(course('city'), [language], from('jobcenter'), withoutStanding)).toBe('consent-b');
  });
});

describe('a consent to data of a period', () => {
  const of2018 = { ...consented, dataFrom: '2018-01-01', dataUntil: '2018-12-31' };

  it.each<[RecordDay | undefined, string]>([
    ['2017-12-31', 'PERIOD_NOT_COVERED'],
    ['2018-01-01', 'consent-b'],
    ['2018-12-31', 'consent-b'],
    ['2019-01-01', 'PERIOD_NOT_COVERED'],
    [null, 'PERIOD_NOT_COVERED'],
    [undefined, 'PERIOD_NOT_COVERED'],
    ['', 'PERIOD_NOT_COVERED'],
    ['2018', 'PERIOD_NOT_COVERED'],
    [ANY_DAY, 'consent-b'],
  ])('covers a record of %s: %s', (day, expected) => {
    expect(outcome(by('city', day), [of2018])).toBe(expected);
  });

  it('may be open at either end', () => {
    const since = { ...consented, dataFrom: '2018-01-01' };
    const before = { ...consented, dataUntil: '2017-12-31' };
    expect([outcome(by('city', '2030-01-01'), [since]), outcome(by('city', '2017-12-31'), [since])]).toEqual([
      'consent-b',
      'PERIOD_NOT_COVERED',
    ]);
    expect([outcome(by('city', '1990-01-01'), [before]), outcome(by('city', '2018-01-01'), [before])]).toEqual([
      'consent-b',
      'PERIOD_NOT_COVERED',
    ]);
  });

  it('says that each record is decided by its day, unless a consent covers data of any day', () => {
    const decision = (grants: Grant[]) => decide(policy, from('jobcenter'), by('city', ANY_DAY), grants, [], NOW);
    expect(decision([of2018])).toMatchObject({ consentId: 'consent-b', byDay: true });
    expect(decision([of2018, { ...released, validUntil: NOW + 1 }])).not.toHaveProperty('byDay');
  });
});

describe('two consents', () => {
  it('are never put together: a record is shown only if one of them alone shows it', () => {
    const day = fc.constantFrom('2018-06-01', '2019-06-01', '2020-06-01');
    const grant = fc.record({
      ...Object.fromEntries(Object.entries(consented).map(([key, value]) => [key, fc.constant(value as unknown)])),
      category: fc.constantFrom('COUNSELLING', 'LANGUAGE'),
      validUntil: fc.constantFrom(NOW - 1, NOW + DAY),
      dataFrom: fc.option(day),
      dataUntil: fc.option(day),
      secrecyReleased: fc.boolean(),
      released: fc.boolean(),
      releasedBy: fc.constantFrom(null, ['city'], ['jobcenter']),
      consentId: fc.constantFrom('a', 'b'),
    }) as unknown as fc.Arbitrary<Grant>;
    const asked = fc.record({
      author: fc.constantFrom<InstitutionId>('city', 'jobcenter', 'caritas'),
      recipient: fc.constantFrom<InstitutionId>('employment-agency', 'caritas'),
      day: fc.option(day),
    });
    fc.assert(
      fc.property(asked, fc.array(grant, { maxLength: 4 }), (what, grants) => {
        fc.pre(what.author !== what.recipient);
        const shown = (some: readonly Grant[]): boolean =>
          decide(withoutStanding, from(what.recipient), by(what.author, what.day), some, [], NOW).permit;
        expect(shown(grants)).toBe(grants.some((one) => shown([one])));
      }),
      { numRuns: 1_000 },
    );
  });
});
