import type { AttestedConsent, ConsentSnapshot, ConsentStep } from './consent-event';

export const PERSON_ID = '0b8d3f5e-6a51-4a3d-9a0e-3f4b8c1d2e3f';
export const CONSENT_ID = '5d1c7a90-1f2e-4b3c-8d4e-5f6a7b8c9d0e';
export const HEADER = {
  receiptId: '9f8e7d6c-5b4a-4392-8170-6f5e4d3c2b1a',
  issuedAt: new Date('2026-03-03T10:00:01.000Z'),
};

const GIVEN: ConsentStep = {
  version: 1,
  state: 'GIVEN',
  at: '2026-03-03T10:00:00.123456+00:00',
  institution: null,
  validFrom: '2026-03-03T10:00:00.123456+00:00',
  validUntil: '2027-03-03T10:00:00+00:00',
  channel: 'PORTAL',
  givenBy: 'PERSON',
};

const SNAPSHOT: ConsentSnapshot = {
  id: CONSENT_ID,
  person_id: PERSON_ID,
  version: 1,
  state: 'GIVEN',
  recipients: ['jobcenter', 'city'],
  categories: ['LANGUAGE', 'IDENTITY'],
  purposes: ['CASE_MANAGEMENT', 'LABOUR_MARKET_INTEGRATION'],
  captured_by: null,
  language: 'uk',
  exceptions: [],
};

/** A consent just given by the person, changed as the test says. */
export function attested(
  snapshot: Partial<ConsentSnapshot> = {},
  steps: readonly Partial<ConsentStep>[] = [{}],
): AttestedConsent {
  return {
    snapshot: { ...SNAPSHOT, ...snapshot },
    steps: steps.map((step, index) => ({ ...GIVEN, version: index + 1, ...step })),
    texts: [{ id: '1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d', language: 'uk', hash: 'ab'.repeat(32) }],
  };
}
