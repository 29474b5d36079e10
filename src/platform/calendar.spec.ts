import { describe, expect, it } from '@jest/globals';
import { dayInGermany, daysBetween } from './calendar';

describe('a day', () => {
  it('begins at midnight in Germany', () => {
    expect(dayInGermany(new Date('2026-01-31T22:59:59Z'))).toBe('2026-01-31');
    expect(dayInGermany(new Date('2026-01-31T23:00:00Z'))).toBe('2026-02-01');
    expect(dayInGermany(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
  });

  it('is one day long, also where the clocks change', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  });
});
