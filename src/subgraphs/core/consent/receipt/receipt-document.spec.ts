import { describe, expect, it } from '@jest/globals';
import { rheinePolicy } from '../../../../../test/kit/policy';
import { attested, CONSENT_ID, HEADER, PERSON_ID } from './receipt.fixture';
import { receiptDocument } from './receipt-document';
import { MANDATORY_FIELDS } from './receipt-fields';
import { receiptProblems } from './receipt-schema';

const receiptOf = (...consent: Parameters<typeof attested>) =>
  receiptDocument(attested(...consent), rheinePolicy(), HEADER);

const recordOf = (...consent: Parameters<typeof attested>) => receiptOf(...consent)['dpv:hasRecordOfActivity'];

/** The receipt without what is at a path. */
function without(path: readonly (string | number)[]): unknown {
  const copy = structuredClone(receiptOf()) as unknown;
  const holder = path.slice(0, -1).reduce((inner, key) => (inner as never)[key], copy) as Record<string, unknown>;
  const last = path.at(-1)!;
  if (holder[last] === undefined) throw new Error(`The path ${path.join('.')} leads nowhere.`);
  delete holder[last];
  return copy;
}

describe('a consent receipt', () => {
  it('is complete', () => {
    expect(receiptProblems(receiptOf())).toEqual([]);
  });

  it.each(MANDATORY_FIELDS.map(({ iso, path }) => [iso, path] as const))(
    'is refused without the mandatory field %s of ISO/IEC TS 27560',
    (_, path) => {
      expect(receiptProblems(without(path))).toContain(path.join('.'));
    },
  );

  it.each(MANDATORY_FIELDS.map(({ iso, path }) => [iso, path] as const))(
    'is refused where the mandatory field %s is there, but empty',
    (_, path) => {
      const copy = structuredClone(receiptOf()) as unknown;
      const holder = path.slice(0, -1).reduce((inner, key) => (inner as never)[key], copy) as Record<string, unknown>;
      const before = holder[path.at(-1)!];
      holder[path.at(-1)!] = Array.isArray(before) ? [] : typeof before === 'object' ? {} : '';
      expect(receiptProblems(copy).some((place) => place.startsWith(path.join('.')))).toBe(true);
    },
  );

  it('holds nothing that the profile does not know', () => {
    expect(receiptProblems({ ...receiptOf(), note: 'slipped in' })).toEqual(['note']);
  });

  it('says whose consent it is, which one, and what it is about', () => {
    expect(recordOf()).toMatchObject({
      'dct:identifier': CONSENT_ID,
      'dct:language': 'uk',
      'dpv:hasDataSubject': { 'dct:identifier': PERSON_ID },
      'dpv:hasProcess': [
        {
          'dpv:hasPurpose': { '@id': 'geleit:purpose:CASE_MANAGEMENT' },
          'dpv:hasPersonalData': [{ '@id': 'geleit:category:LANGUAGE' }, { '@id': 'geleit:category:IDENTITY' }],
          'dpv:hasRecipient': [{ '@id': 'geleit:institution:jobcenter' }, { '@id': 'geleit:institution:city' }],
        },
        { 'dpv:hasPurpose': { '@id': 'geleit:purpose:LABOUR_MARKET_INTEGRATION' } },
      ],
    });
  });

  it('names the wording that the person was shown, with its language and hash', () => {
    expect(recordOf()['dpv:hasNotice']).toContainEqual({
      '@id': 'urn:uuid:1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d',
      '@type': 'dpv:ConsentNotice',
      'dct:language': 'uk',
      'geleit:sha256': 'ab'.repeat(32),
    });
  });

  it('describes every institution that takes part: recipients, and who took the consent down', () => {
    const record = recordOf({ recipients: ['jobcenter'], captured_by: 'caritas' }, [{ institution: 'caritas' }]);
    expect(record['dpv:hasEntity'].map((party) => party['dct:identifier'])).toEqual(['jobcenter', 'caritas']);
    expect(record['dpv:hasDataController']).toEqual([{ '@id': 'geleit:institution:jobcenter' }]);
  });

  it.each([
    ['WITHDRAWN', 'dpv:ConsentWithdrawn', 'dpv:DataSubject'],
    ['REVOKED', 'dpv:ConsentRevoked', 'dpv:DataController'],
    ['INVALIDATED', 'dpv:ConsentInvalidated', 'dpv:DataController'],
  ] as const)('after %s tells all steps, the last as %s by the %s', (state, term, who) => {
    const steps = recordOf({ version: 2, state }, [{}, { state, institution: 'city' }])['dpv:hasConsentStatus'];
    expect(steps).toMatchObject([
      { '@type': 'dpv:ConsentGiven', 'dpv:isIndicatedBy': [{ '@type': 'dpv:DataSubject' }] },
      { '@type': term, 'dpv:isIndicatedBy': [{ '@type': who }] },
    ]);
  });

  it('names the guardian who speaks for a child, and both from 15 on', () => {
    const speakers = (givenBy: string) =>
      recordOf({}, [{ givenBy }])['dpv:hasConsentStatus'][0]!['dpv:isIndicatedBy'].map((who) => who['@type']);
    expect(speakers('GUARDIAN')).toEqual(['dpv:GuardianOfDataSubject']);
    expect(speakers('PERSON_AND_GUARDIAN')).toEqual(['dpv:DataSubject', 'dpv:GuardianOfDataSubject']);
  });

  it('tells the guardian at a screen of their own from the person, and both of them from either', () => {
    const steps = recordOf({ version: 3, state: 'WITHDRAWN' }, [
      { givenBy: 'GUARDIAN', byGuardian: true },
      { givenBy: 'PERSON_AND_GUARDIAN', byGuardian: true },
      { givenBy: 'GUARDIAN', state: 'WITHDRAWN', byGuardian: true },
    ])['dpv:hasConsentStatus'];
    expect(steps.map((step) => step['dpv:hasIndicationMethod'])).toEqual([
      'By the guardian in the portal',
      'In the portal, person and guardian each for themself',
      'By the guardian in the portal',
    ]);
    expect(steps.at(-1)!['dpv:isIndicatedBy']).toMatchObject([{ '@type': 'dpv:GuardianOfDataSubject' }]);
  });

  it('says how the person spoke, where that is known, and that the grown-up child withdraws alone', () => {
    const steps = recordOf({ version: 3, state: 'WITHDRAWN' }, [
      { channel: 'PAPER', givenBy: 'GUARDIAN', institution: 'city' },
      { channel: 'PORTAL', givenBy: 'GUARDIAN', institution: 'city' },
      { channel: 'PAPER', givenBy: 'GUARDIAN', state: 'WITHDRAWN' },
    ])['dpv:hasConsentStatus'];
    expect(steps.map((step) => step['dpv:hasIndicationMethod'])).toEqual([
      'On paper, signed',
      undefined,
      'By the person in the portal',
    ]);
    expect(steps.at(-1)!['dpv:isIndicatedBy']).toMatchObject([{ '@type': 'dpv:DataSubject' }]);
  });

  it('shows exceptions as prohibitions, the period of the data, and the day of erasure', () => {
    const record = recordOf({
      exceptions: [{ recipients: ['jobcenter'], categories: ['LANGUAGE'] }],
      data_from: '2025-01-01',
      erase_by: '2027-12-31',
    });
    expect(record).toMatchObject({
      'dct:coverage': '2025-01-01/..',
      'dpv:hasRule': [
        {
          '@type': 'dpv:Prohibition',
          'dpv:hasRecipient': [{ '@id': 'geleit:institution:jobcenter' }],
          'dpv:hasPersonalData': [{ '@id': 'geleit:category:LANGUAGE' }],
        },
      ],
    });
    expect(record['dpv:hasRule']![0]).not.toHaveProperty('dpv:hasPurpose');
    expect(JSON.stringify(record['dpv:hasProcess'])).toContain('2027-12-31');
  });

  it('shows an exception without the institutions for which it was lifted, and not at all where none is left', () => {
    const lifted = recordOf({
      exceptions: [
        { recipients: ['jobcenter', 'caritas'], categories: ['LANGUAGE'], liftedFor: ['caritas'] },
        { categories: ['HOUSEHOLD'], liftedFor: ['jobcenter'] },
        { recipients: ['city'], liftedFor: ['city'] },
      ],
    })['dpv:hasRule'];
    const [language, household, ...others] = lifted!;
    expect(others).toEqual([]);
    expect(language!['dpv:hasRecipient']).toEqual([{ '@id': 'geleit:institution:jobcenter' }]);
    const kept = household!['dpv:hasRecipient']!.map((ref) => ref['@id']);
    expect(kept).toContain('geleit:institution:city');
    expect(kept).not.toContain('geleit:institution:jobcenter');
    expect(recordOf({ exceptions: [{ recipients: ['city'], liftedFor: ['city'] }] })).not.toHaveProperty('dpv:hasRule');
  });

  it('is told in German where the consent names no language, and also for a consent older than the registry', () => {
    const given = attested({ language: null, exceptions: undefined }, [{ channel: null, givenBy: null }]);
    const old = { ...given, texts: [] };
    const record = receiptDocument(old, rheinePolicy(), HEADER)['dpv:hasRecordOfActivity'];
    expect(record['dct:language']).toBe('de');
    expect(record['dpv:hasNotice']).toEqual([expect.objectContaining({ '@type': 'dpv:PrivacyNotice' })]);
  });

  it('tells of what ended by itself, or was taken down without a channel, no way in which somebody spoke', () => {
    const steps = recordOf({ version: 2, state: 'EXPIRED' }, [
      { channel: null, institution: 'city' },
      { state: 'EXPIRED', institution: null },
    ])['dpv:hasConsentStatus'];
    expect(steps.map((step) => step['dpv:hasIndicationMethod'])).toEqual([undefined, undefined]);
  });

  it('shows a period of the data that is open at its beginning', () => {
    expect(recordOf({ data_until: '2026-12-31' })).toMatchObject({ 'dct:coverage': '../2026-12-31' });
  });

  it.each([
    ['immigration-authority', 'immigration-authority'],
    ['Police of Anywhere', 'an institution'],
  ])('cannot be made where %s takes part, whom the policy does not describe', (captured_by, named) => {
    expect(() => recordOf({ captured_by })).toThrow(`The policy does not describe ${named} under receipts.parties.`);
  });

  it('is not given out where it would be incomplete: the places are named', () => {
    expect(() => receiptDocument(attested({ purposes: [] }), rheinePolicy(), HEADER)).toThrow(
      'The receipt is not valid at: dpv:hasRecordOfActivity.dpv:hasProcess.',
    );
    expect(receiptProblems('no receipt')).toEqual(['receipt']);
  });

  it('cannot be made under a policy that does not describe the parties', () => {
    const { receipts: _, ...policy } = rheinePolicy();
    expect(() => receiptDocument(attested(), policy, HEADER)).toThrow('receipts');
  });
});
