import { INSTITUTIONS, type InstitutionId } from '../vocabulary';
import { frozenSet } from './freeze';
import type { InstitutionPolicy, TransferPolicy } from './policy';
import type { Place, YamlReader } from './yaml-reader';

/** Reads how data get to recipients that may retrieve none; a standing transfer to any other would say nothing. */
export function readTransfers(
  reader: YamlReader,
  place: Place,
  institutions: ReadonlyMap<InstitutionId, Pick<InstitutionPolicy, 'retrieval' | 'neverReceives'>>,
): TransferPolicy {
  const fields = reader.record(place, ['law', 'notice', 'noticeDe', 'standing']);
  const recipients = INSTITUTIONS.filter((id) => {
    const institution = institutions.get(id);
    return institution?.retrieval === false && institution.neverReceives === undefined;
  });
  const standing = new Set<InstitutionId>();
  for (const item of reader.items(fields.standing)) {
    const id = reader.word(item, recipients);
    if (id !== undefined && standing.has(id)) reader.report(item, `"${id}" written twice; keep one.`);
    if (id !== undefined) standing.add(id);
  }
  return Object.freeze({
    law: reader.text(fields.law) ?? '',
    notice: reader.text(fields.notice) ?? '',
    noticeDe: reader.text(fields.noticeDe) ?? '',
    standing: frozenSet(standing),
  });
}
