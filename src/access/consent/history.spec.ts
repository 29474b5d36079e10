import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readPolicyFile } from '../policy/load-policy';
import { CONSENT_STATES, type ConsentState } from '../vocabulary';
import type { MadeTransfer } from './compile';
import { explainAccess } from './explain';
import { consentsAt, standingsAt, type ConsentEvent } from './history';

const policy = readPolicyFile(join(__dirname, '../../../policy/rheine.yaml'));
const MARCH = (day: number) => Date.UTC(2019, 2, day);
const NEVER = Infinity;

type Parts = Partial<ConsentEvent['consent']> & { at?: number; version?: number; id?: string };

const event = ({ at = MARCH(1), version = 1, id = 'anna-1', ...consent }: Parts = {}): ConsentEvent => ({
  consentId: id,
  version,
  at,
  consent: {
    state: 'GIVEN',
    recipients: ['jobcenter'],
    categories: ['LANGUAGE'],
    purposes: ['CASE_MANAGEMENT'],
    exceptions: [],
    exceptsFrom: MARCH(1),
    withdrawn: [],
    validFrom: MARCH(1),
    validUntil: MARCH(31),
    dataFrom: null,
    dataUntil: null,
    secrecyRelease: false,
    endedAt: null,
    ...consent,
  },
});

const stateAt = (events: readonly ConsentEvent[], asOf: number, knownAsOf = NEVER): ConsentState | undefined =>
  standingsAt(events, asOf, knownAsOf)[0]?.state;

describe('a consent of the past', () => {
  const given = event();
  const withdrawn = event({ version: 2, at: MARCH(4), state: 'WITHDRAWN', endedAt: MARCH(4) });

  it('held on the day before its withdrawal, whether or not that is known already', () => {
    expect(stateAt([given, withdrawn], MARCH(3), MARCH(3))).toBe('GIVEN');
    expect(stateAt([given, withdrawn], MARCH(3), MARCH(5))).toBe('GIVEN');
    expect(stateAt([withdrawn, given], MARCH(4), MARCH(5))).toBe('WITHDRAWN');
  });

  it('seemed to hold after its end to those who did not know of it yet', () => {
    const recordedLater = event({ version: 2, at: MARCH(8), state: 'WITHDRAWN', endedAt: MARCH(4) });
    expect(stateAt([given, recordedLater], MARCH(5), MARCH(7))).toBe('GIVEN');
    expect(stateAt([given, recordedLater], MARCH(5), MARCH(8))).toBe('WITHDRAWN');
  });

  it('is unknown before it was recorded, and held from its own beginning once it is known', () => {
    const late = event({ at: MARCH(10) });
    expect(stateAt([late], MARCH(3), MARCH(9))).toBeUndefined();
    expect(stateAt([late], MARCH(3), MARCH(10))).toBe('GIVEN');
  });

  it('was not there before its beginning, even as a form that turned out to be faulty', () => {
    const late = event({ at: MARCH(10), validFrom: MARCH(10) });
    const faulty = event({ version: 2, at: MARCH(12), validFrom: MARCH(10), state: 'INVALIDATED' });
    expect(stateAt([late], MARCH(9))).toBeUndefined();
    expect(stateAt([late, faulty], MARCH(9))).toBeUndefined();
    expect(stateAt([late, faulty], MARCH(11))).toBe('INVALIDATED');
  });

  it('lets nothing through once its end is on record, whatever moment the end names', () => {
    const endsLater = event({ version: 2, at: MARCH(4), state: 'WITHDRAWN', endedAt: MARCH(20) });
    expect([stateAt([given, endsLater], MARCH(3)), stateAt([given, endsLater], MARCH(5))]).toEqual([
      'GIVEN',
      'WITHDRAWN',
    ]);
  });

  it('held until its end also where only the end was recorded', () => {
    const both = event({ at: MARCH(10), state: 'REVOKED', endedAt: MARCH(6) });
    expect([stateAt([both], MARCH(5)), stateAt([both], MARCH(6))]).toEqual(['GIVEN', 'REVOKED']);
    const withoutMoment = event({ at: MARCH(10), state: 'REVOKED', endedAt: null });
    expect(stateAt([withoutMoment], MARCH(5))).toBe('REVOKED');
  });

  it('never was one once its form is known to be faulty, and was one before', () => {
    const faulty = event({ version: 2, at: MARCH(9), state: 'INVALIDATED', endedAt: MARCH(9) });
    expect([stateAt([given, faulty], MARCH(3), MARCH(8)), stateAt([given, faulty], MARCH(3), MARCH(9))]).toEqual([
      'GIVEN',
      'INVALIDATED',
    ]);
  });

  it('expires by the clock alone', () => {
    expect([stateAt([given], MARCH(31) - 1), stateAt([given], MARCH(31))]).toEqual(['GIVEN', 'EXPIRED']);
  });

  it('had the scope of that day: a part that was taken back later was still open, one that was added was not yet', () => {
    const before = event({ recipients: ['jobcenter', 'city'] });
    const narrowed = event({ version: 2, at: MARCH(4), recipients: ['city'] });
    const recipients = (asOf: number) => consentsAt([before, narrowed], asOf, NEVER)[0]!.recipients;
    expect([recipients(MARCH(3)), recipients(MARCH(4))]).toEqual([['jobcenter', 'city'], ['city']]);
  });

  it('is told by the later of two steps of one moment', () => {
    const answered = event({ version: 2, state: 'GIVEN' });
    expect(stateAt([answered, event({ state: 'REQUESTED' })], MARCH(2))).toBe('GIVEN');
  });
});

describe('what the jobcenter could see on 3 March', () => {
  const asking = { institution: 'jobcenter', role: 'counsellor', purpose: 'CASE_MANAGEMENT' } as const;
  const language = { category: 'LANGUAGE', author: 'city', hasDay: true } as const;
  const explained = (
    events: readonly ConsentEvent[],
    {
      who = {},
      what = {},
      asOf = MARCH(3),
      knownAsOf = MARCH(5),
      statutesHeld = [] as string[],
      transfers = [] as MadeTransfer[],
    } = {},
  ) =>
    explainAccess(
      policy,
      { ...asking, ...who },
      { ...language, ...what },
      { events, transfers, statutesHeld },
      asOf,
      knownAsOf,
    );

  it('is told with the consent and its version that led to it', () => {
    const { decision, rule } = explained([event(), event({ version: 2, at: MARCH(2) })]);
    expect(decision).toMatchObject({ permit: true, basis: 'CONSENT', consentId: 'anna-1', consentVersion: 2 });
    expect(rule.id).toBe('CONSENT');
  });

  it.each([
    ['another recipient', event({ recipients: ['city'] }), 'NO_CONSENT'],
    ['another category', event({ categories: ['IDENTITY'] }), 'NO_CONSENT'],
    ['another purpose', event({ purposes: ['LANGUAGE_PROMOTION'] }), 'CONSENT_FOR_OTHER_PURPOSE'],
    ['a beginning one moment later', event({ validFrom: MARCH(3) + 1 }), 'NO_CONSENT'],
    ['an end at this very moment', event({ validUntil: MARCH(3) }), 'CONSENT_EXPIRED'],
    ['an exception', event({ exceptions: [{ recipients: ['jobcenter'] }] }), 'NO_CONSENT'],
  ])('is nothing where one thing is off: %s', (_, consent, rule) => {
    expect(explained([event()]).decision.permit).toBe(true);
    expect(explained([consent]).rule.id).toBe(rule);
  });

  it.each(CONSENT_STATES.filter((state) => state !== 'GIVEN' && state !== 'RENEWED'))(
    'is nothing by a consent that was %s from the beginning',
    (state) => {
      expect(explained([event({ state, endedAt: MARCH(1) })]).decision.permit).toBe(false);
    },
  );

  it('is what an exception left, until the person lifted it, whatever became of the consent with the exception', () => {
    const exception = { id: 'anna-2', recipients: ['city'], exceptions: [{ categories: ['LANGUAGE'] }] } as const;
    const since = { ...exception, exceptsFrom: MARCH(2) };
    const denial = event({ ...since, at: MARCH(2), validFrom: MARCH(2) });
    const takenBack = event({ ...since, version: 2, at: MARCH(4), state: 'WITHDRAWN', endedAt: MARCH(4) });
    const exceptions = [{ ...since.exceptions[0], liftedFor: ['jobcenter'] as const }];
    const lifted = event({ ...takenBack.consent, id: 'anna-2', version: 3, at: MARCH(5), exceptions });
    const steps = [event(), denial, takenBack, lifted];
    const permits = (asOf: number) => explained(steps, { asOf, knownAsOf: NEVER }).decision.permit;
    expect([1, 2, 3, 4, 5].map((day) => permits(MARCH(day)))).toEqual([true, false, false, false, true]);
  });

  it('never was open where an exception closed it, and so does not end with the consent either', () => {
    const exceptions = [{ recipients: ['jobcenter'] }] as const;
    const ends = { validUntil: MARCH(3) };
    const rules = [event(ends), event({ ...ends, exceptions })].map((one) => explained([one]).rule.id);
    expect(rules).toEqual(['CONSENT_EXPIRED', 'NO_CONSENT']);
  });

  it('is nothing by a consent that was recorded later, from whatever day on it holds', () => {
    const late = event({ at: MARCH(4), validFrom: MARCH(1) });
    const rules = [MARCH(3), MARCH(4)].map((asOf) => explained([late], { asOf, knownAsOf: NEVER }).rule.id);
    expect(rules).toEqual(['NO_CONSENT', 'CONSENT']);
  });

  it('is nothing by a consent that was on record as withdrawn, whatever day of its end it names', () => {
    const withdrawn = event({ state: 'WITHDRAWN', endedAt: MARCH(20) });
    expect(explained([withdrawn]).rule.id).toBe('CONSENT_WITHDRAWN');
  });

  it('does not grow by the consent with the exception turning out later to be void', () => {
    const exception = { id: 'anna-2', recipients: ['city'], exceptions: [{ categories: ['LANGUAGE'] }] } as const;
    const void_ = event({ ...exception, version: 2, at: MARCH(4), state: 'INVALIDATED', endedAt: MARCH(4) });
    const steps = [event(), event({ ...exception, at: MARCH(2) }), void_];
    expect(explained(steps, { knownAsOf: NEVER }).rule.id).toBe('NO_CONSENT');
    expect(explained(steps, { asOf: MARCH(4), knownAsOf: NEVER }).rule.id).toBe('NO_CONSENT');
  });

  it('is told with the law where a law allowed it', () => {
    const who = { purpose: 'BENEFIT_ADMINISTRATION' } as const;
    const what = { category: 'RESIDENCE' } as const;
    const statutesHeld = ['sgb-x-69-residence-jobcenter'];
    const { decision, rule } = explained([], { who, what, statutesHeld });
    expect([decision, rule.id]).toEqual([
      { permit: true, category: 'RESIDENCE', basis: 'STATUTE', statute: statutesHeld[0] },
      'STATUTE',
    ]);
  });

  it.each([
    ['NEVER_FOR_INSTITUTION', { who: { institution: 'immigration-authority' } }],
    ['ROLE_WITHOUT_CONTENT', { who: { role: 'planner' } }],
    ['PURPOSE_NOT_FOR_CALLER', { who: { purpose: 'STATISTICS' } }],
    ['PURPOSE_MISSING', { who: { purpose: null } }],
    ['PURPOSE_OUTSIDE_POLICY', { who: { purpose: 'BENEFIT_ADMINISTRATION' } }],
    ['OWN_RECORD', { what: { author: 'jobcenter' } }],
    ['NEVER_DISCLOSED_SECRET', { what: { category: 'COUNSELLING_NOTES', author: 'caritas' } }],
    ['SECRECY_NOT_RELEASED', { what: { author: 'caritas' } }],
    [
      'OWN_RECORD_NOT_FOR_ROLE',
      { who: { institution: 'caritas', role: 'service' }, what: { category: 'COUNSELLING_NOTES', author: 'caritas' } },
    ],
    ['SELF', { who: { institution: null, role: 'person', purpose: null } }],
  ])('follows from the rule %s', (rule, given) => {
    expect(explained([event()], given as object).rule.id).toBe(rule);
  });

  it('says that some may lack where a consent covers data of a period, or leaves out what is under secrecy', () => {
    expect(explained([event({ dataFrom: '2018-01-01' })])).toMatchObject({
      decision: { permit: true },
      rest: 'PERIOD_NOT_COVERED',
    });
    expect(explained([event()], { what: { author: null } })).toMatchObject({
      decision: { permit: true },
      rest: 'PROFESSIONAL_SECRECY',
    });
    expect(explained([event({ secrecyRelease: true })], { what: { author: null } }).rest).toBe(null);
  });

  it('is what had been transferred by then, where the recipient may retrieve nothing', () => {
    const rules = { ...policy, transfers: { ...policy.transfers!, standing: new Set<never>() } };
    const given = event({ recipients: ['caritas'] });
    const transfer = { consentId: 'anna-1', recipient: 'caritas', categories: ['LANGUAGE'], at: MARCH(3) } as const;
    const seen = (institution: 'city' | 'jobcenter' | null, asOf: number, more = {}) =>
      explainAccess(
        rules,
        { ...asking, institution: 'caritas' },
        language,
        { events: [given], transfers: [{ ...transfer, institution, ...more }], statutesHeld: [] },
        asOf,
        MARCH(9),
      ).rule.id;
    expect([seen('city', MARCH(2)), seen('city', MARCH(3)), seen(null, MARCH(3))]).toEqual([
      'NOT_TRANSFERRED',
      'CONSENT',
      'CONSENT',
    ]);
    expect([seen('jobcenter', MARCH(3)), seen(null, MARCH(3), { categories: ['IDENTITY'] })]).toEqual([
      'NOT_TRANSFERRED',
      'NOT_TRANSFERRED',
    ]);
  });
});
