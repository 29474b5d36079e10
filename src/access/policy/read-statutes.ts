import { CATEGORIES, INSTITUTIONS, PURPOSE_NAMES, type Category } from '../vocabulary';
import type { CategoryPolicy, LivingRecord, StatutePolicy } from './policy';
import type { Known } from './read-categories';
import type { Place, YamlReader } from './yaml-reader';

const FIELDS = [
  'id',
  'law',
  'category',
  'recipient',
  'purpose',
  'whereRecipientHas',
  'whileLiving',
  'explanation',
  'explanationDe',
] as const;

/** Reads the statutes that disclose without consent; each may only name what could be disclosed with consent, too. */
export function readStatutes(
  reader: YamlReader,
  place: Place | undefined,
  known: Known & { readonly categories: ReadonlyMap<Category, CategoryPolicy> },
): readonly StatutePolicy[] {
  const ids = new Set<string>();
  const statutes = reader.items(place).map((item) => {
    const fields = reader.record(item, FIELDS);
    const id = readPattern(reader, fields.id, /^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
    if (fields.id && ids.has(id)) reader.report(fields.id, `written twice; each statute has an id of its own.`);
    ids.add(id);
    const disclosable = CATEGORIES.filter((name) => !isSecret(known.categories.get(name)));
    const receivers = INSTITUTIONS.filter((name) => known.institutions.get(name)?.neverReceives === undefined);
    const forRecords = PURPOSE_NAMES.filter((name) => known.purposes.get(name)?.reaches === 'RECORDS');
    return Object.freeze({
      id,
      law: reader.text(fields.law) ?? '',
      category: reader.word(fields.category, disclosable) ?? 'IDENTITY',
      recipient: reader.word(fields.recipient, receivers) ?? 'immigration-authority',
      purpose: reader.word(fields.purpose, forRecords) ?? 'STATISTICS',
      whereRecipientHas: readPattern(
        reader,
        fields.whereRecipientHas,
        /^[A-Z][A-Za-z]*$/,
        'a record type such as BenefitCase',
      ),
      whileLiving: readLiving(reader, fields.whileLiving),
      explanation: reader.text(fields.explanation) ?? '',
      explanationDe: reader.text(fields.explanationDe) ?? '',
    });
  });
  return Object.freeze(statutes);
}

/** The states and fields are compared with the record type where the schema is built: `refuseUnknownConditions`. */
function readLiving(reader: YamlReader, place: Place | undefined): LivingRecord {
  const { field, states, from, until } = reader.record(place, ['field', 'states', 'from', 'until']);
  const nameOf = (name: Place | undefined) =>
    readPattern(reader, name, /^[a-z][A-Za-z]*$/, 'a field of the record type such as status');
  const words = readPattern(reader, states, /^[A-Z_]+( [A-Z_]+)*$/, 'states such as APPLIED GRANTED');
  return Object.freeze({
    field: nameOf(field),
    states: Object.freeze(words.split(' ')),
    from: nameOf(from),
    until: nameOf(until),
  });
}

/** Professional secrecy without any ceiling comes before every statute, so a statute for it would be dead. */
function isSecret(category: CategoryPolicy | undefined): boolean {
  return category?.secrecy !== undefined && category.ceiling.size === 0;
}

function readPattern(reader: YamlReader, place: Place | undefined, pattern: RegExp, what: string): string {
  const text = reader.text(place) ?? '';
  if (place && text !== '' && !pattern.test(text)) reader.report(place, `must be ${what}.`);
  return text;
}
