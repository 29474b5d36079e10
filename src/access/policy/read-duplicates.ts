import { INSTITUTIONS, ROLES, type InstitutionId } from '../vocabulary';
import type { DuplicatePolicy, InstitutionPolicy, RolePolicy } from './policy';
import type { Place, YamlReader } from './yaml-reader';

/** Reads from when on two registrations are asked about, and who reviews those of which nobody may read both. */
export function readDuplicates(
  reader: YamlReader,
  place: Place,
  institutions: ReadonlyMap<InstitutionId, Pick<InstitutionPolicy, 'neverReceives'>>,
  roles: ReadonlyMap<string, RolePolicy>,
): DuplicatePolicy {
  const fields = reader.record(place, ['threshold', 'reviewers']);
  const allowed = INSTITUTIONS.filter((id) => institutions.get(id)?.neverReceives === undefined);
  const seeing = ROLES.filter((role) => roles.get(role)?.reaches === 'CONTENT');
  const reviewers = reader.items(fields.reviewers).map((item) => {
    const reviewer = reader.record(item, ['institution', 'role']);
    return { institution: reader.word(reviewer.institution, allowed), role: reader.word(reviewer.role, seeing) };
  });
  return Object.freeze({
    threshold: reader.integer(fields.threshold, 50, 100) ?? 100,
    reviewers: Object.freeze(
      reviewers.flatMap(({ institution, role }) => (institution && role ? [Object.freeze({ institution, role })] : [])),
    ),
  });
}
