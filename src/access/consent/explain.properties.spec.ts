import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PersonDecisions } from '../person-decisions';
import { readPolicyFile } from '../policy/load-policy';
import { CONSENT_STATES } from '../vocabulary';
import { compileGrants, type StandingConsent } from './compile';
import { explainAccess } from './explain';
import type { ConsentEvent } from './history';

const policy = readPolicyFile(join(__dirname, '../../../policy/rheine.yaml'));
const asking = { institution: 'jobcenter', role: 'counsellor', purpose: 'CASE_MANAGEMENT' } as const;
const field = { category: 'LANGUAGE', author: 'city', hasDay: false } as const;

// Close together, so that steps, beginnings, ends and questions often meet.
const moment = fc.integer({ min: 0, max: 12 });

const CELL = { categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] } as const;
const LIFTED = { categories: ['LANGUAGE'], liftedFor: ['jobcenter'] } as const;

const step = fc.record({
  state: fc.oneof({ weight: 3, arbitrary: fc.constant('GIVEN' as const) }, fc.constantFrom(...CONSENT_STATES)),
  at: moment,
  validFrom: fc.integer({ min: 0, max: 7 }),
  validUntil: fc.integer({ min: 5, max: 14 }),
  agreedUntil: fc.option(fc.integer({ min: 14, max: 20 })),
  endedAt: fc.option(moment),
  recipients: fc.constantFrom(['jobcenter'] as const, ['jobcenter', 'city'] as const, ['city'] as const),
  exceptions: fc.constantFrom([], [], [{ categories: ['LANGUAGE'] as const }], [LIFTED]),
  exceptsFrom: fc.option(moment),
  withdrawn: fc.constantFrom([], [], [{ recipients: ['jobcenter'], ...CELL }] as const),
});

/** Any history: up to three consents with up to four steps each, whatever the states say of one another. */
const history: fc.Arbitrary<ConsentEvent[]> = fc
  .array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
  .map((consents) =>
    consents.flatMap((steps, consent) =>
      steps
        .toSorted((a, b) => a.at - b.at)
        .map(({ at, ...standing }, index) => ({
          consentId: `consent-${consent}`,
          version: index + 1,
          at,
          consent: {
            ...standing,
            categories: ['LANGUAGE'] as const,
            purposes: ['CASE_MANAGEMENT'] as const,
            dataFrom: null,
            dataUntil: null,
            secrecyRelease: false,
          },
        })),
    ),
  );

/** The decision of a request at this moment: on the rows as they lay in the database then. */
function decidedAt(events: readonly ConsentEvent[], now: number): boolean {
  const rows = new Map<string, StandingConsent>();
  for (const { consentId, version, at, consent } of events) {
    if (at <= now) rows.set(consentId, { ...consent, id: consentId, version });
  }
  const grants = compileGrants([...rows.values()], 'jobcenter', []).map((grant) => [
    ...([
      grant.category,
      grant.purpose,
      grant.validFrom,
      grant.validUntil,
      grant.ended,
      grant.secrecyReleased,
    ] as const),
    ...([grant.consentId, grant.consentVersion, grant.dataFrom, grant.dataUntil, grant.released] as const),
    grant.releasedBy,
  ]);
  const facts = { id: '', grants: grants as never, statutesHeld: [], now };
  return new PersonDecisions(policy, asking, facts, false).decideField(field.category, field.author, field.hasDay)
    .decision.permit;
}

const explained = (events: readonly ConsentEvent[], asOf: number, knownAsOf: number): boolean =>
  explainAccess(policy, asking, field, { events, transfers: [], statutesHeld: [] }, asOf, knownAsOf).decision.permit;

describe('the explanation, for any history', () => {
  it('never permits what the decision of that moment did not, however much became known since', () => {
    fc.assert(
      fc.property(history, moment, moment, (events, asOf, later) => {
        if (!explained(events, asOf, asOf + later)) return;
        expect(decidedAt(events, asOf)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('permits a good part of what it is asked about: otherwise the rule above would say nothing', () => {
    const sample = fc.sample(fc.tuple(history, moment), { numRuns: 1_000, seed: 1 });
    expect(sample.filter(([events, asOf]) => explained(events, asOf, asOf)).length).toBeGreaterThan(100);
  });

  it('is the decision itself, as far as it was known then', () => {
    fc.assert(
      fc.property(history, moment, (events, now) => {
        expect(
          explained(
            events.filter(({ at }) => at <= now),
            now,
            now,
          ),
        ).toBe(decidedAt(events, now));
      }),
      { numRuns: 3_000 },
    );
  });
});
