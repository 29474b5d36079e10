import { INSTITUTIONS, type InstitutionId } from '../vocabulary';
import { frozenSet } from './freeze';
import type { BookletPolicy, InstitutionPolicy } from './policy';
import type { Place, YamlReader } from './yaml-reader';

/** Reads who issues booklets and how often codes may be tried. Who never receives anything issues none. */
export function readBooklets(
  reader: YamlReader,
  place: Place,
  institutions: ReadonlyMap<InstitutionId, Pick<InstitutionPolicy, 'neverReceives'>>,
): BookletPolicy {
  const fields = reader.record(place, ['issuers', 'confirmWithinDays', 'wrongCodes']);
  const allowed = INSTITUTIONS.filter((id) => institutions.get(id)?.neverReceives === undefined);
  const issuers = reader.items(fields.issuers).flatMap((item) => reader.word(item, allowed) ?? []);
  const limits = ['perMember', 'perInstitution', 'withinMinutes', 'lockedMinutes'] as const;
  const wrong = reader.record(fields.wrongCodes, limits);
  const [perMember, perInstitution, withinMinutes, lockedMinutes] = [
    reader.integer(wrong.perMember, 1, 100),
    reader.integer(wrong.perInstitution, 1, 10_000),
    reader.integer(wrong.withinMinutes, 1, 10_000),
    reader.integer(wrong.lockedMinutes, 1, 10_000),
  ];
  if (wrong.perInstitution && perMember !== undefined && perInstitution !== undefined && perInstitution < perMember) {
    reader.report(wrong.perInstitution, 'must not be below perMember: one member would lock out all others.');
  }
  return Object.freeze({
    issuers: frozenSet(issuers),
    confirmWithinDays: reader.integer(fields.confirmWithinDays, 1, 365) ?? 1,
    wrongCodes: Object.freeze({
      perMember: perMember ?? 1,
      perInstitution: perInstitution ?? 1,
      withinMinutes: withinMinutes ?? 1,
      lockedMinutes: lockedMinutes ?? 1,
    }),
  });
}
