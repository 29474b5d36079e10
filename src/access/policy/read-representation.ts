import { INSTITUTIONS, type InstitutionId } from '../vocabulary';
import { frozenSet } from './freeze';
import type { InstitutionPolicy, Policy } from './policy';
import type { Place, YamlReader } from './yaml-reader';

/** Reads which institutions may record who represents a minor; one that is excluded keeps no house here. */
export function readRepresentation(
  reader: YamlReader,
  place: Place,
  institutions: ReadonlyMap<InstitutionId, Pick<InstitutionPolicy, 'neverReceives'>>,
): NonNullable<Policy['representation']> {
  const fields = reader.record(place, ['recordedBy']);
  const allowed = INSTITUTIONS.filter((id) => institutions.get(id)?.neverReceives === undefined);
  const found = new Set<InstitutionId>();
  for (const item of reader.items(fields.recordedBy)) {
    const id = reader.word(item, allowed);
    if (id !== undefined && found.has(id)) reader.report(item, `"${id}" written twice; keep one.`);
    if (id !== undefined) found.add(id);
  }
  return Object.freeze({ recordedBy: frozenSet(found) });
}
