import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rheinePolicy } from '../../test/kit/policy';
import type { Asking, Decision } from './decision/decision';
import { describeDecision } from './guard/person-records';
import { PersonDecisions, type GrantRow, type PersonFacts } from './person-decisions';
import { CATEGORIES, CONSENT_CATEGORIES, INSTITUTIONS, PURPOSE_NAMES, type ConsentCategory } from './vocabulary';

const policy = rheinePolicy();
const NOW = Date.UTC(2019, 6, 2);

/** A consent to data of any day that is active, with or without release from professional secrecy. */
const active = fc.record({ category: fc.constantFrom(...CONSENT_CATEGORIES), isReleased: fc.boolean() });
const asking: fc.Arbitrary<Asking & { purpose: NonNullable<Asking['purpose']> }> = fc.record({
  institution: fc.constantFrom('city', 'jobcenter', 'caritas'),
  role: fc.constantFrom('counsellor', 'case-manager'),
  purpose: fc.constantFrom(...PURPOSE_NAMES),
});
const authors = [null, ...INSTITUTIONS];

interface Consented {
  readonly category: ConsentCategory;
  readonly isReleased: boolean;
}

const rowsOf = (consents: readonly Consented[], purpose: GrantRow[1]): GrantRow[] =>
  consents.map(({ category, isReleased }) => [category, purpose, NOW - 1, NOW + 1, null, isReleased, 'a', 1]);

const openOf = (consents: readonly Consented[]): Pick<PersonFacts, 'open' | 'released'> => ({
  open: `{${consents.map(({ category }) => category).join(',')}}`,
  released: `{${consents.flatMap(({ category, isReleased }) => (isReleased ? category : [])).join(',')}}`,
});

/** What is permitted and why not; not by which consent, which the categories alone cannot tell. */
const essence = (decision: Decision) => (decision.permit ? decision.basis : decision.reason);

/** Every decision about a person, one by one and field by field. */
function allOf(decisions: PersonDecisions): unknown[] {
  return CATEGORIES.flatMap((category) =>
    authors.flatMap((author) => [
      essence(decisions.decide(category, author, null)),
      ...[true, false].flatMap((hasDay) => {
        const { decision, rest } = decisions.decideField(category, author, hasDay);
        return [essence(decision), rest];
      }),
    ]),
  );
}

describe('decisions of whom is known only which categories are open', () => {
  it('are those of the consents that open them, beside whatever other consents there are', () => {
    fc.assert(
      fc.property(
        asking,
        fc.array(active, { maxLength: 6 }),
        fc.array(active, { maxLength: 2 }),
        (who, open, other) => {
          const others = rowsOf(other, who.purpose).map(
            ([category, purpose, ...row]): GrantRow => [category, purpose, ...row.with(2, 'WITHDRAWN')] as never,
          );
          const facts = { id: 'anna', now: NOW, others: others.length > 0 ? others : null };
          const byRows = new PersonDecisions(policy, who, { ...facts, grants: rowsOf(open, who.purpose) }, false);
          const byOpen = new PersonDecisions(policy, who, { ...facts, ...openOf(open) }, false);
          expect(allOf(byOpen)).toEqual(allOf(byRows));
          // The second time they come from what is remembered for all persons with the same open categories.
          expect(allOf(new PersonDecisions(policy, who, { ...facts, ...openOf(open) }, false))).toEqual(allOf(byRows));
        },
      ),
    );
  });

  it('are not those of the next person, of whom more is known or less', () => {
    const who = { institution: 'jobcenter', role: 'case-manager', purpose: 'CASE_MANAGEMENT' } as const;
    const language = (facts: Partial<PersonFacts>) =>
      essence(
        new PersonDecisions(policy, who, { id: 'anna', now: NOW, ...facts }, false).decideField(
          'LANGUAGE',
          'city',
          true,
        ).decision,
      );
    const withdrawn: GrantRow = ['LANGUAGE', 'CASE_MANAGEMENT', NOW - 1, NOW + 1, 'WITHDRAWN', false, 'a', 1];
    expect(language({ open: '{LANGUAGE}', released: null })).toBe('CONSENT');
    expect(language({ open: '{}', released: null })).toBe('NO_CONSENT');
    expect(language({})).toBe('NO_CONSENT');
    expect(language({ open: '{IDENTITY}', others: [withdrawn] })).toBe('CONSENT_WITHDRAWN');
    expect(language({ open: '{LANGUAGE}', now: Number.NaN })).toBe('NO_CONSENT');
    expect(language({ open: '{LANGUAGE}', released: null })).toBe('CONSENT');
  });

  it('cannot be described as if the consent were known', () => {
    const who = { institution: 'jobcenter', role: 'case-manager', purpose: 'CASE_MANAGEMENT' } as const;
    const facts = { id: 'anna', now: NOW, open: '{LANGUAGE}' } as const;
    const decision = new PersonDecisions(policy, who, facts, false).decide('LANGUAGE', 'city', null);
    expect(() => describeDecision(decision, 'languageEnrolments')).toThrow(RangeError);
  });
});
