import type { InputProblem } from '../../../platform/errors';
import { wordsOf, type Meanings } from '../../../platform/words';
import type { RightsPolicy } from '../../../access/policy/policy';
import type { Category, InstitutionId } from '../../../access/vocabulary';
import type { RightsState } from './rights-transitions';

export const ERASURE_OUTCOME_MEANINGS = {
  ERASE: 'They are erased (Art. 17 GDPR).',
  RESTRICT: 'They are only stored, until the duty to keep them ends (section 84(3) SGB X).',
  KEEP: 'They stay, because the task still needs them.',
} as const satisfies Meanings;
export type ErasureOutcomeKind = keyof typeof ERASURE_OUTCOME_MEANINGS;
export const ERASURE_OUTCOMES = wordsOf(ERASURE_OUTCOME_MEANINGS);

/** The link is what lets an institution find its file: it goes last. */
const LINK = 'PersonLink';

/** What an institution holds about a person, by record type. */
export interface HeldRecords {
  readonly recordType: string;
  readonly category: Category;
  readonly records: number;
  /** When the newest of them was last changed, in milliseconds since 1970. */
  readonly newest: number;
}

export interface ErasureDecision {
  readonly recordType: string;
  readonly outcome: ErasureOutcomeKind;
  readonly legalBasis?: string | null;
}

/** What the person is told of one record type: what became of it, and if it stays, why and until when. */
export interface ErasureOutcome {
  readonly recordType: string;
  readonly outcome: ErasureOutcomeKind;
  readonly records: number;
  readonly legalBasis: string | null;
  /** The last day of the duty to keep them; null where they are erased, or kept as long as the task needs them. */
  readonly until: string | null;
}

export interface ErasureAnswer {
  readonly problems: readonly InputProblem[];
  readonly outcomes: readonly ErasureOutcome[];
  readonly state: RightsState;
}

/**
 * Checks an institution's answer to a request for erasure (Art. 17 GDPR, section 84 SGB X) against what it holds and what
 * it has to keep by the policy. Every record type that it holds is answered for, none is passed over.
 * @param now milliseconds since 1970
 */
export function answerErasure(
  rights: RightsPolicy,
  institution: InstitutionId,
  held: readonly HeldRecords[],
  decisions: readonly ErasureDecision[],
  now: number,
): ErasureAnswer {
  const problems: InputProblem[] = [];
  const add = (code: string, message: string) => problems.push({ path: 'input.erasure', code, message });
  for (const { recordType } of decisions) {
    if (!held.some((each) => each.recordType === recordType)) {
      add('UNKNOWN_VALUE', 'must name only record types of which your institution holds records');
    }
  }
  const outcomes = held.flatMap(({ recordType, category, records, newest }): ErasureOutcome[] => {
    const [decision, ...further] = decisions.filter((each) => each.recordType === recordType);
    if (!decision || further.length > 0) {
      add(decision ? 'REPEATED' : 'REQUIRED', `must answer once for ${recordType}`);
      return [];
    }
    const { outcome } = decision;
    const duty = rights.retention.find((each) => each.institution === institution && each.category === category);
    const until = duty && lastDay(newest, duty.years);
    const mustKeep = until !== undefined && until >= dayOf(now);
    const basis = decision.legalBasis?.trim() || (mustKeep ? duty!.law : null);
    if (outcome === 'ERASE' && mustKeep) add('RETENTION_RUNS', `must not erase ${recordType}: ${duty!.law}`);
    if (outcome === 'ERASE' && decision.legalBasis) add('OUT_OF_RANGE', `must name no law that keeps ${recordType}`);
    if (outcome !== 'ERASE' && basis === null) add('REQUIRED', `must name the law that keeps ${recordType}`);
    if (recordType === LINK && outcome === 'RESTRICT') add('OUT_OF_RANGE', `must erase or keep ${LINK}`);
    const ends = outcome === 'RESTRICT' && mustKeep ? until : null;
    return [{ recordType, outcome, records, legalBasis: outcome === 'ERASE' ? null : basis, until: ends }];
  });
  const remaining = outcomes.filter(({ outcome }) => outcome !== 'ERASE');
  const linkGoes = outcomes.some(({ recordType, outcome }) => recordType === LINK && outcome === 'ERASE');
  if (linkGoes && remaining.length > 0) add('OUT_OF_RANGE', `must keep ${LINK} as long as anything else is kept`);
  const all = remaining.length === 0;
  return {
    problems,
    outcomes,
    state: all ? 'GRANTED' : remaining.length === outcomes.length ? 'REFUSED' : 'PARTLY_GRANTED',
  };
}

const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

function lastDay(from: number, years: number): string {
  const date = new Date(from);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return dayOf(date.getTime());
}
