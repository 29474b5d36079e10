import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RightsPolicy } from '../../../access/policy/policy';
import { RIGHTS_BY_LAW } from '../../../access/policy/read-rights';
import { answerErasure, ERASURE_OUTCOMES, type ErasureDecision, type HeldRecords } from './erasure';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const RIGHTS: RightsPolicy = {
  ...RIGHTS_BY_LAW,
  retention: [{ institution: 'jobcenter', category: 'BENEFITS', years: 10, law: 'section 45(3) SGB X', lawDe: '§ 45' }],
};
const cases = (newest: string): HeldRecords => ({
  ...{ recordType: 'BenefitCase', category: 'BENEFITS', records: 2 },
  newest: Date.parse(newest),
});
const identity: HeldRecords = { recordType: 'Identity', category: 'IDENTITY', records: 1, newest: NOW };
const link: HeldRecords = { recordType: 'PersonLink', category: 'FILE_NUMBER', records: 1, newest: NOW };
const answer = (held: readonly HeldRecords[], decisions: readonly ErasureDecision[]) =>
  answerErasure(RIGHTS, 'jobcenter', held, decisions, NOW);
const codes = (held: readonly HeldRecords[], decisions: readonly ErasureDecision[]) =>
  answer(held, decisions).problems.map(({ code }) => code);

describe('an answer to a request for erasure', () => {
  it('says what is erased, and of what stays why and until when', () => {
    const decisions = [
      { recordType: 'BenefitCase', outcome: 'RESTRICT' },
      { recordType: 'Identity', outcome: 'ERASE' },
      { recordType: 'PersonLink', outcome: 'KEEP', legalBasis: ' section 67c(1) SGB X ' },
    ] as const;
    expect(answer([cases('2020-02-29T10:00:00Z'), identity, link], decisions)).toEqual({
      problems: [],
      state: 'PARTLY_GRANTED',
      outcomes: [
        {
          ...{ recordType: 'BenefitCase', outcome: 'RESTRICT', records: 2 },
          ...{ legalBasis: 'section 45(3) SGB X', until: '2030-03-01' },
        },
        { recordType: 'Identity', outcome: 'ERASE', records: 1, legalBasis: null, until: null },
        { recordType: 'PersonLink', outcome: 'KEEP', records: 1, legalBasis: 'section 67c(1) SGB X', until: null },
      ],
    });
  });

  it('grants where all is erased, and refuses where nothing is', () => {
    expect(answer([identity], [{ recordType: 'Identity', outcome: 'ERASE' }]).state).toBe('GRANTED');
    expect(answer([], []).state).toBe('GRANTED');
    const kept = [{ recordType: 'Identity', outcome: 'KEEP', legalBasis: 'Art. 17(3)(b) GDPR' }] as const;
    expect(answer([identity], kept).state).toBe('REFUSED');
  });

  it('erases nothing that has to be kept, and may erase it from the day after', () => {
    expect(codes([cases('2016-06-15T00:00:00Z')], [{ recordType: 'BenefitCase', outcome: 'ERASE' }])).toEqual([
      'RETENTION_RUNS',
    ]);
    expect(codes([cases('2016-06-14T23:00:00Z')], [{ recordType: 'BenefitCase', outcome: 'ERASE' }])).toEqual([]);
  });

  it('keeps nothing without a law', () => {
    for (const outcome of ['KEEP', 'RESTRICT'] as const) {
      expect(codes([identity], [{ recordType: 'Identity', outcome }])).toEqual(['REQUIRED']);
      expect(codes([identity], [{ recordType: 'Identity', outcome, legalBasis: ' ' }])).toEqual(['REQUIRED']);
    }
    expect(codes([cases('2010-01-01T00:00:00Z')], [{ recordType: 'BenefitCase', outcome: 'RESTRICT' }])).toEqual([
      'REQUIRED',
    ]);
  });

  it('lets the link go only when all the rest is gone, and never restricts it', () => {
    const keep = { recordType: 'Identity', outcome: 'KEEP', legalBasis: 'Art. 17(3)(e) GDPR' } as const;
    expect(codes([identity, link], [keep, { recordType: 'PersonLink', outcome: 'ERASE' }])).toEqual(['OUT_OF_RANGE']);
    expect(
      codes([link], [{ recordType: 'PersonLink', outcome: 'RESTRICT', legalBasis: 'section 84(3) SGB X' }]),
    ).toEqual(['OUT_OF_RANGE']);
  });

  it('passes no record type over, and tells of all that are held or reports a problem', () => {
    const decision = fc.record({
      recordType: fc.constantFrom('BenefitCase', 'Identity', 'PersonLink', 'Contact'),
      outcome: fc.constantFrom(...ERASURE_OUTCOMES),
      legalBasis: fc.constantFrom(null, 'Art. 17(3)(b) GDPR'),
    });
    const held = [cases('2020-01-01T00:00:00Z'), identity, link];
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 5 }), (decisions) => {
        const { problems, outcomes } = answer(held, decisions);
        const told = outcomes.map(({ recordType }) => recordType);
        expect(problems.length > 0 || told.join() === held.map(({ recordType }) => recordType).join()).toBe(true);
        if (problems.length > 0) return;
        expect(outcomes.find(({ recordType }) => recordType === 'BenefitCase')!.outcome).not.toBe('ERASE');
        for (const { outcome, legalBasis } of outcomes) expect(legalBasis === null).toBe(outcome === 'ERASE');
      }),
    );
  });
});
