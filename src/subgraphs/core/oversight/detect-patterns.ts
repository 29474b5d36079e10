import { PATTERN_KINDS, type PatternKind, type PatternPolicy } from '../../../access/policy/policy';
import type { Role } from '../../../access/vocabulary';
import { daysBetween } from '../../../platform/calendar';

/** What one member of staff did in one role on one day, counted from the access log. */
export interface DayOfStaff {
  readonly actor: string;
  readonly role: Role;
  /** `YYYY-MM-DD`, of the calendar in Germany. */
  readonly day: string;
  readonly counts: Readonly<Partial<Record<PatternKind, number>>>;
}

export interface Pattern {
  readonly actor: string;
  readonly role: Role;
  readonly day: string;
  readonly kind: PatternKind;
  readonly count: number;
  readonly threshold: number;
}

/**
 * The patterns that reach the thresholds of the policy. Whether a lookup led to an action is judged only of days that
 * are long enough ago for it.
 * @param today `YYYY-MM-DD`
 */
export function detectPatterns(
  { thresholds, actionWithinDays }: PatternPolicy,
  days: readonly DayOfStaff[],
  today: string,
): Pattern[] {
  return days.flatMap(({ actor, role, day, counts }) =>
    PATTERN_KINDS.flatMap((kind) => {
      const threshold = thresholds.get(role)?.[kind] ?? 0;
      const count = counts[kind] ?? 0;
      if (threshold === 0 || count < threshold) return [];
      if (kind === 'WITHOUT_ACTION' && daysBetween(day, today) <= actionWithinDays) return [];
      return [{ actor, role, day, kind, count, threshold }];
    }),
  );
}
