import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CONSENT_CATEGORIES, CONSENT_STATES, INSTITUTIONS, PURPOSE_NAMES } from '../vocabulary';
import { compileGrants, type ConsentScope } from './compile-grants';

const scope = fc.record({
  id: fc.uuid(),
  personId: fc.uuid(),
  version: fc.integer({ min: 1, max: 9 }),
  state: fc.constantFrom(...CONSENT_STATES),
  recipients: fc.uniqueArray(fc.constantFrom(...INSTITUTIONS)),
  categories: fc.uniqueArray(fc.constantFrom(...CONSENT_CATEGORIES)),
  purposes: fc.uniqueArray(fc.constantFrom(...PURPOSE_NAMES)),
  validFrom: fc.constant('2020-01-01'),
  validUntil: fc.constant('2030-01-01'),
}) satisfies fc.Arbitrary<ConsentScope>;

describe('compiled grants', () => {
  it('name only what the consent names, each combination once', () => {
    fc.assert(
      fc.property(scope, (consent) => {
        const rows = compileGrants(consent);
        for (const row of rows) {
          expect(consent.recipients).toContain(row.recipient);
          expect(consent.categories).toContain(row.category);
          expect(consent.purposes).toContain(row.purpose);
        }
        const keys = rows.map((row) => `${row.recipient} ${row.purpose} ${row.category}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('let data through in the states GIVEN and RENEWED alone', () => {
    fc.assert(
      fc.property(scope, (consent) => {
        const open = compileGrants(consent).filter(({ ended }) => ended === null);
        const isLiving = consent.state === 'GIVEN' || consent.state === 'RENEWED';
        const cells = consent.recipients.length * consent.categories.length * consent.purposes.length;
        expect(open).toHaveLength(isLiving ? cells : 0);
      }),
    );
  });

  it('do not exist for a state that nobody knows', () => {
    const unknown = { ...fc.sample(scope, 1)[0]!, state: 'MAYBE' as never };
    expect(compileGrants(unknown)).toEqual([]);
  });
});
