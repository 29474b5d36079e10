import { IMPORT_RULES, type ImportPolicy } from './policy';
import type { Place, YamlReader } from './yaml-reader';

/** Reads what files may change; without the section, nothing that was decided in the hub. */
export function readImport(reader: YamlReader, place: Place | undefined): ImportPolicy {
  const { changedInHub } = reader.record(place, ['changedInHub']);
  return Object.freeze({ changedInHub: reader.word(changedInHub, IMPORT_RULES) ?? 'HUB_WINS' });
}
