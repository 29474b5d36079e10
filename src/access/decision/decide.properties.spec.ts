import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSecretAuthor } from '../policy/authorship';
import { mayBeConsentedTo } from '../policy/ceiling';
import { readPolicyFile } from '../policy/load-policy';
import {
  CATEGORIES,
  CONSENT_CATEGORIES,
  INSTITUTIONS,
  PURPOSE_NAMES,
  ROLES,
  isPersonRole,
  WITHHELD_REASON_MEANINGS,
  type ConsentCategory,
  type Purpose,
} from '../vocabulary';
import { ASK_GRANTS, decide, decideWithoutPerson } from './decide';
import type { AskedRecord, Asking, Grant } from './decision';

const policy = readPolicyFile(join(__dirname, '../../../policy/rheine.yaml'));
const statuteIds = policy.statutes.map(({ id }) => id);

const NOW = 1_000;
// Times close together, so that beginnings, ends and the present often meet.
const time = fc.integer({ min: NOW - 3, max: NOW + 3 });
const grant: fc.Arbitrary<Grant> = fc.record({
  category: fc.constantFrom(...CONSENT_CATEGORIES),
  purpose: fc.constantFrom(...PURPOSE_NAMES),
  validFrom: time,
  validUntil: time,
  consentId: fc.constantFrom('a', 'b', 'c'),
  consentVersion: fc.integer({ min: 1, max: 2 }),
  ended: fc.constantFrom(undefined, undefined, undefined, null, 'WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED'),
});
const asking: fc.Arbitrary<Asking> = fc.record({
  institution: fc.constantFrom(null, ...INSTITUTIONS),
  role: fc.constantFrom(...ROLES),
  purpose: fc.constantFrom(null, ...PURPOSE_NAMES),
});
const asked: fc.Arbitrary<AskedRecord> = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  author: fc.constantFrom(null, ...INSTITUTIONS),
  isSubject: fc.boolean(),
});
const statutes = fc.subarray([...statuteIds, 'no-such-statute']);

// Requests that a consent can open, with exactly that consent: a random request seldom is one.
const CELLS = CATEGORIES.flatMap((category) =>
  INSTITUTIONS.flatMap((recipient) =>
    PURPOSE_NAMES.filter((purpose) => mayBeConsentedTo(policy, category, recipient, purpose)).map((purpose) => ({
      category,
      recipient,
      purpose,
    })),
  ),
);
const opened = fc
  .record({
    cell: fc.constantFrom(...CELLS),
    role: fc.constantFrom('counsellor', 'case-manager', 'service'),
    // What an author under professional secrecy wrote needs more than a consent: decide.coverage.spec.ts.
    author: fc.constantFrom(null, ...INSTITUTIONS.filter((id) => !isSecretAuthor(policy, id))),
  })
  .filter(({ cell, author }) => author !== cell.recipient)
  .map(({ cell, role, author }) => ({
    asking: { institution: cell.recipient, role, purpose: cell.purpose } as Asking,
    asked: { category: cell.category, author, isSubject: false } as AskedRecord,
    consent: {
      category: policy.categories.get(cell.category)?.consentCategory as ConsentCategory,
      purpose: cell.purpose,
      validFrom: NOW,
      validUntil: NOW + 1,
      consentId: 'right',
      consentVersion: 1,
    } as Grant,
  }));

describe('decide, for any request', () => {
  it('answers with a permit that names its basis or a denial that names its reason', () => {
    fc.assert(
      fc.property(asking, asked, fc.array(grant), statutes, (who, what, grants, held) => {
        const decision = decide(policy, who, what, grants, held, NOW);
        expect(decision.category).toBe(what.category);
        if (!decision.permit) expect(Object.keys(WITHHELD_REASON_MEANINGS)).toContain(decision.reason);
        else if (decision.basis === 'STATUTE') expect(held).toContain(decision.statute);
        else if (decision.basis === 'SELF') expect([who.role, what.isSubject]).toEqual(['person', true]);
        else if (decision.basis === 'REPRESENTATION') expect([who.role, what.isSubject]).toEqual(['guardian', true]);
        else if (decision.basis === 'OWN_RECORD') expect(what.author).toBe(who.institution);
        else expect(grants.map(({ consentId }) => consentId)).toContain(decision.consentId);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws and never permits on words that nobody declared', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString'), fc.anything());
    const strange = fc.record({ institution: word, role: word, purpose: word }) as fc.Arbitrary<Asking>;
    const unknown = fc.record({ category: word, author: word, isSubject: fc.boolean() }) as fc.Arbitrary<AskedRecord>;
    fc.assert(
      fc.property(strange, asked, asking, unknown, fc.array(grant), (who, what, knownWho, unknownWhat, grants) => {
        expect(decide(policy, who, what, grants, statuteIds, NOW).permit).toBe(false);
        expect(decide(policy, knownWho, unknownWhat, grants, statuteIds, NOW).permit).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('rests every permit by consent on an active grant for exactly this category and purpose, inside the ceiling', () => {
    fc.assert(
      fc.property(opened, fc.array(grant), time, ({ asking: who, asked: what, consent }, others, now) => {
        const grants = [consent, ...others];
        const decision = decide(policy, who, what, grants, [], now);
        const actives = grants.filter(
          (candidate) =>
            candidate.category === consent.category &&
            candidate.purpose === consent.purpose &&
            (candidate.ended ?? null) === null &&
            candidate.validFrom <= now &&
            now < candidate.validUntil,
        );
        expect(decision.permit).toBe(actives.length > 0);
        if (decision.permit) expect(decision.until).toBe(Math.max(...actives.map(({ validUntil }) => validUntil)));
      }),
    );
  });

  it('never permits more after a grant was taken away', () => {
    fc.assert(
      fc.property(opened, fc.array(grant), fc.nat(), ({ asking: who, asked: what, consent }, others, index) => {
        const grants = [consent, ...others];
        const fewer = grants.toSpliced(index % grants.length, 1);
        const after = decide(policy, who, what, fewer, [], NOW);
        expect(after.permit && !decide(policy, who, what, grants, [], NOW).permit).toBe(false);
        expect(decide(policy, who, what, [], [], NOW).permit).toBe(false);
      }),
    );
  });

  it('answers the same in whatever order the grants come', () => {
    const shuffled = fc
      .array(grant, { minLength: 2 })
      .chain((grants) => fc.tuple(fc.constant(grants), fc.shuffledSubarray(grants, { minLength: grants.length })));
    fc.assert(
      fc.property(opened, shuffled, fc.boolean(), ({ asking: who, asked: what, consent }, [some, other], near) => {
        // Half of the time all grants are about what is asked for, so that they compete.
        const fit = (one: Grant): Grant =>
          near ? { ...one, category: consent.category, purpose: consent.purpose } : one;
        const first = decide(policy, who, what, some.map(fit), [], NOW);
        expect(decide(policy, who, what, other.map(fit), [], NOW)).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });

  it('denies as soon as one of recipient, category, purpose or time is another', () => {
    const off = fc.record({
      institution: fc.constantFrom(...INSTITUTIONS),
      category: fc.constantFrom(...CONSENT_CATEGORIES),
      purpose: fc.constantFrom(...PURPOSE_NAMES),
    });
    fc.assert(
      fc.property(opened, off, ({ asking: who, asked: what, consent }, { institution, category, purpose }) => {
        const permits = (grants: readonly Grant[], now = NOW, asks = who): boolean =>
          decide(policy, asks, what, grants, [], now).permit;
        expect(permits([consent])).toBe(true);
        expect(permits([consent], NOW - 1)).toBe(false);
        expect(permits([consent], NOW + 1)).toBe(false);
        expect(permits([consent], NaN)).toBe(false);
        expect(permits([{ ...consent, category }])).toBe(category === consent.category);
        expect(permits([{ ...consent, purpose }])).toBe(purpose === consent.purpose);
        expect(permits([consent], NOW, { ...who, purpose })).toBe(purpose === who.purpose);
        // Grants are the recipient's own: another institution gets none of them loaded.
        if (institution !== what.author && institution !== who.institution) {
          expect(permits([], NOW, { ...who, institution })).toBe(false);
        }
      }),
    );
  });

  it('never permits anything to the immigration authority, whatever the grants', () => {
    fc.assert(
      fc.property(
        asking.filter(({ role }) => !isPersonRole(role)),
        asked,
        fc.array(grant),
        (who, what, grants) => {
          const { purpose } = who;
          const fitting = CONSENT_CATEGORIES.map((category) => ({
            ...{ category, purpose: purpose as Purpose, consentId: 'x', consentVersion: 1 },
            ...{ validFrom: NOW, validUntil: NOW + 1 },
          }));
          const authority: Asking = { ...who, institution: 'immigration-authority' };
          expect(decide(policy, authority, what, [...grants, ...fitting], statuteIds, NOW).permit).toBe(false);
        },
      ),
    );
  });

  it('keeps to what it settled without the person', () => {
    fc.assert(
      fc.property(asking, asked, fc.array(grant), statutes, fc.double(), (who, what, grants, held, now) => {
        const settled = decideWithoutPerson(policy, who, what.category, what.author, what.isSubject);
        if (settled !== ASK_GRANTS) expect(decide(policy, who, what, grants, held, now)).toEqual(settled);
      }),
    );
  });
});
