import { CATEGORIES, INSTITUTIONS, PURPOSE_NAMES, type InstitutionId } from '../vocabulary';
import { frozenMap } from './freeze';
import type { InstitutionPolicy } from './policy';
import type { MeasurePolicy, ProcessingPolicy } from './processing-policy';
import type { Place, YamlReader } from './yaml-reader';

const TEXTS = ['occasion', 'dataSubjects', 'thirdCountries'] as const;

/** Reads what the record of processing activities needs. Nothing may be missing of it: a gap would look like an answer. */
export function readProcessing(
  reader: YamlReader,
  place: Place,
  institutions: ReadonlyMap<InstitutionId, Pick<InstitutionPolicy, 'neverReceives'>>,
): ProcessingPolicy {
  const fields = reader.record(place, [...TEXTS, 'controllers', 'legalBases', 'retention', 'measures']);
  const receivers = INSTITUTIONS.filter((id) => institutions.get(id)?.neverReceives === undefined);
  const controllers = reader.record(fields.controllers, receivers);
  const text = (name: (typeof TEXTS)[number]): string => reader.text(fields[name]) ?? '';
  return Object.freeze({
    occasion: text('occasion'),
    dataSubjects: text('dataSubjects'),
    thirdCountries: text('thirdCountries'),
    controllers: frozenMap(
      receivers.map((id) => {
        const { responsible, contact } = reader.record(controllers[id], ['responsible', 'contact']);
        return [
          id,
          Object.freeze({ responsible: reader.text(responsible) ?? '', contact: reader.text(contact) ?? '' }),
        ];
      }),
    ),
    legalBases: readTexts(reader, fields.legalBases, PURPOSE_NAMES),
    retention: readTexts(reader, fields.retention, CATEGORIES),
    measures: readMeasures(reader, fields.measures),
  });
}

function readTexts<Word extends string>(
  reader: YamlReader,
  place: Place | undefined,
  names: readonly Word[],
): ReadonlyMap<Word, string> {
  const words: Partial<Record<Word, Place>> = reader.record(place, names);
  return frozenMap(names.map((name) => [name, reader.text(words[name]) ?? ''] as const));
}

function readMeasures(reader: YamlReader, place: Place | undefined): readonly MeasurePolicy[] {
  const measures = reader.items(place).map((item) => {
    const { aim, measure } = reader.record(item, ['aim', 'measure']);
    return Object.freeze({ aim: reader.text(aim) ?? '', measure: reader.text(measure) ?? '' });
  });
  if (place && measures.length === 0) reader.report(place, 'must name at least one measure.');
  return Object.freeze(measures);
}
