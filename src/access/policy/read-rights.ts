import { CATEGORIES, INSTITUTIONS, type InstitutionId } from '../vocabulary';
import type { InstitutionPolicy, RetentionPolicy, RightsPolicy } from './policy';
import type { Place, YamlReader } from './yaml-reader';

/** What the law itself says, for a policy without the section: answers within a month, and no duty to keep anything. */
export const RIGHTS_BY_LAW: RightsPolicy = Object.freeze({
  answerDays: 28,
  extensionDays: 56,
  liftNoticeDays: 7,
  rememberErasedYears: 10,
  retention: Object.freeze([]),
});

/** Reads how long institutions have to answer persons' requests, and what they have to keep how long by which law. */
export function readRights(
  reader: YamlReader,
  place: Place,
  institutions: ReadonlyMap<InstitutionId, Pick<InstitutionPolicy, 'neverReceives'>>,
): RightsPolicy {
  const days = ['answerDays', 'extensionDays', 'liftNoticeDays'] as const;
  const fields = reader.record(place, [...days, 'rememberErasedYears', 'retention']);
  const authors = INSTITUTIONS.filter((id) => institutions.get(id)?.neverReceives === undefined);
  const retention: RetentionPolicy[] = [];
  for (const item of reader.items(fields.retention)) {
    const entry = reader.record(item, ['institution', 'category', 'years', 'law', 'lawDe']);
    const institution = reader.word(entry.institution, authors);
    const category = reader.word(entry.category, CATEGORIES);
    const years = reader.integer(entry.years, 1, 100);
    const [law, lawDe] = [reader.text(entry.law) ?? '', reader.text(entry.lawDe) ?? ''];
    if (institution === undefined || category === undefined || years === undefined) continue;
    if (retention.some((known) => known.institution === institution && known.category === category)) {
      reader.report(item, `written twice for ${institution} and ${category}; keep one.`);
    }
    retention.push(Object.freeze({ institution, category, years, law, lawDe }));
  }
  // As long as an institution has to keep a record in its own system, it may deliver it once more.
  const longest = Math.max(1, ...retention.map(({ years }) => years));
  return Object.freeze({
    // Art. 12(3) GDPR: one month, and two more; the shortest months count.
    answerDays: reader.integer(fields.answerDays, 1, 28) ?? RIGHTS_BY_LAW.answerDays,
    extensionDays: reader.integer(fields.extensionDays, 0, 59) ?? RIGHTS_BY_LAW.extensionDays,
    liftNoticeDays: reader.integer(fields.liftNoticeDays, 1, 90) ?? RIGHTS_BY_LAW.liftNoticeDays,
    rememberErasedYears: reader.integer(fields.rememberErasedYears, longest, 100) ?? RIGHTS_BY_LAW.rememberErasedYears,
    retention: Object.freeze(retention),
  });
}
