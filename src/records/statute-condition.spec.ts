import { describe, expect, it } from '@jest/globals';
import { rheinePolicy } from '../../test/kit/policy';
import type { StatutePolicy } from '../access/policy/policy';
import { REGISTRY } from '../hub/subgraphs';
import { livingColumns, refuseUnknownConditions } from './statute-condition';

const [statute] = rheinePolicy().statutes as [StatutePolicy];
const living = statute.whileLiving;

describe("the condition of the policy's statutes", () => {
  it('fits the record types', () => {
    expect(() => refuseUnknownConditions(rheinePolicy(), REGISTRY)).not.toThrow();
    expect(livingColumns(REGISTRY, statute)).toMatchObject({ state: 'status', from: 'opened_on', until: 'closed_on' });
  });

  it.each<[string, Partial<StatutePolicy>, RegExp]>([
    ['records that there are not', { whereRecipientHas: 'Forgotten' }, /no records Forgotten/],
    ['records of another institution', { recipient: 'city' }, /BenefitCase is not written by city/],
    ['a state that there is not', { whileLiving: { ...living, states: ['OPEN'] } }, /BenefitCase has no status OPEN/],
    ['a field without states', { whileLiving: { ...living, field: 'caseNumber' } }, /caseNumber .* no list of states/],
    ['a day that there is not', { whileLiving: { ...living, until: 'endedOn' } }, /BenefitCase has no day endedOn/],
    ['a day that is none', { whileLiving: { ...living, from: 'status' } }, /BenefitCase has no day status/],
  ])('is refused where it names %s, and opens nothing', (_, change, problem) => {
    const changed = { ...statute, ...change };
    expect(() => refuseUnknownConditions({ ...rheinePolicy(), statutes: [changed] }, REGISTRY)).toThrow(problem);
    expect(livingColumns(REGISTRY, changed)).toBeUndefined();
  });
});
