import type { RequestContext } from '../../../access/request-context';
import { DAY, dayInGermany, daysBetween } from '../../../platform/calendar';
import { invalidInput, refuse, valueProblems } from '../../../records/api/input-problems';
import { checkId } from '../../../records/check-id';
import { day, text } from '../../../records/kinds';
import { detectPatterns } from './detect-patterns';
import { daysOfStaff, keepPatterns, reviewFinding } from './unusual-pattern.store';
import type { PatternFinding, ReviewPatternInput } from './unusual-pattern.type';

/** Days that one search may look at; the hashes of surnames are kept no longer. */
const MOST_DAYS = 31;

const A_DAY = day();
const NOTE = text({ max: 2_000, lines: true });

/**
 * Looks for unusual patterns when an officer asks for it. Nothing watches staff by itself, nothing is counted about who
 * stays below the thresholds, and no name is read: of the ways to do this the least intrusive one (Art. 5(1)(c) and 88 GDPR).
 * It still is suited to watch over conduct, so it needs the consent of the staff council where there is one (section 87(1)
 * no. 6 BetrVG; section 72(3) no. 2 LPVG NRW).
 * @returns how many findings are new
 * @throws GeleitError INVALID_INPUT
 */
export async function lookForPatterns(
  context: RequestContext,
  from: string,
  until: string,
  now: Date,
): Promise<number> {
  // PostgreSQL knows no year 0, and behind the last day that it can read there is one more.
  refuse('input', [...valueProblems('from', A_DAY, from), ...valueProblems('until', A_DAY, until)]);
  const length = daysBetween(from, until) + 1;
  if (!(length >= 1 && length <= MOST_DAYS)) {
    const message = `must lie within ${MOST_DAYS} days from "from"`;
    throw invalidInput('input', [{ path: 'until', code: 'OUT_OF_RANGE', message }]);
  }
  const { patterns } = context.policy;
  if (!patterns) return 0;
  const after = new Date(Date.parse(until) + DAY).toISOString().slice(0, 10);
  const { actionWithinDays, thresholds } = patterns;
  const watched = { actionWithinDays, roles: [...thresholds.keys()] };
  const days = await daysOfStaff(context, { from, until: after }, watched);
  return keepPatterns(context, detectPatterns(patterns, days, dayInGermany(now)));
}

/** @throws GeleitError NOT_FOUND, INVALID_INPUT */
export async function reviewPattern(
  context: RequestContext,
  { id, verdict, note }: ReviewPatternInput,
): Promise<PatternFinding> {
  checkId(id, 'finding');
  const given = note.trim();
  refuse('input', valueProblems('note', NOTE, given));
  return reviewFinding(context, id, verdict, given);
}
