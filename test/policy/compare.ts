import { isDeepStrictEqual } from 'node:util';
import type { Asking } from '../../src/access/decision/decision';
import type { WithheldEntry } from '../../src/access/withheld';
import { REGISTRY } from '../../src/hub/subgraphs';
import type { Answer } from '../kit/hub';
import type { ProtectedField } from '../kit/protected-fields';
import type { WrittenRecord } from '../kit/records';
import { ANY, expected, expectedField, type Expected } from './expectation';
import type { MatrixPerson } from './matrix-persons';
import { WRITTEN } from './written-policy';

/** What is not as the policy says, in words; empty when all is well. */
export type Differences = string[];

type Shown = Readonly<Record<string, unknown>>;
export type PersonAnswer = Answer<{ person: Readonly<Record<string, unknown>> | null }>;

/** Compares everything that a caller got about one person with what the policy as written says. */
export function differences(
  asking: Asking,
  person: MatrixPerson,
  fields: readonly ProtectedField[],
  { data, errors, codes, withheld }: PersonAnswer,
): Differences {
  const isExcluded = asking.institution !== null && WRITTEN.institutions[asking.institution]!.neverReceives;
  if (isExcluded) {
    return data?.person || codes[0] !== 'NO_SUCH_PERSON'
      ? [`${person.situation.name}: is known to an excluded institution`]
      : [];
  }
  if (!data?.person) return [`${person.situation.name}: no person (${JSON.stringify(errors)})`];
  const shown = data.person;
  const expectedWithheld: string[] = [];
  const found = fields.flatMap((field) => {
    const record = person.records.find(
      ({ declaration, author }) =>
        declaration.onPerson?.field === field.name &&
        (declaration.name !== 'PersonLink' || author === asking.institution),
    );
    const only = REGISTRY.onPerson(field.name)?.author ?? 'EACH';
    const constantAuthor = only === 'EACH' ? null : only;
    // A file number is written by each institution for itself, so that everybody meets their own.
    const author = constantAuthor ?? (field.name === 'file' ? asking.institution : person.author);
    const circumstances = { consents: person.situation.consents, has: person.has };
    const day = field.dataDay === null ? null : ((record?.shown[field.dataDay] as string | undefined) ?? ANY);
    const decision = expected(asking, field.category, author, { ...circumstances, day });
    const { others, lacking } = expectedField(asking, field.category, constantAuthor, day !== null, circumstances);
    // A list may lack what others wrote, or what is of another period, and says so whether or not there is anything.
    const isShown = 'basis' in decision && record !== undefined;
    if (lacking !== null && (field.many || !isShown)) expectedWithheld.push(entry(field, lacking));
    return [
      ...compareValue(field, record, decision, 'basis' in others, shown[field.name], author),
      ...compareDecision(field, others, shown.access as readonly Shown[]),
    ].map((difference) => `${person.situation.name}: ${field.name} ${difference}`);
  });
  const told = withheld.map(asText).sort();
  if (!isDeepStrictEqual(told, expectedWithheld.sort())) {
    found.push(`${person.situation.name}: withheld tells ${told.join(', ')} instead of ${expectedWithheld.join(', ')}`);
  }
  return found;
}

function compareValue(
  field: ProtectedField,
  record: WrittenRecord | undefined,
  decision: Expected,
  othersMayBeSeen: boolean,
  value: unknown,
  author: string | null,
): Differences {
  if ('reason' in decision) {
    const isEmpty = value === null || (othersMayBeSeen && Array.isArray(value) && value.length === 0);
    return isEmpty ? [] : ['is shown, and should be withheld'];
  }
  const records = field.many ? (value as readonly Shown[] | null) : value === null ? [] : [value as Shown];
  if (records === null) return ['is withheld, and should be shown'];
  if (record === undefined) return records.length === 0 ? [] : ['shows a record that was never written'];
  if (records.length !== 1) return [`shows ${records.length} records instead of one`];
  const [got] = records;
  const wanted: Shown = { ...record.shown, id: record.id, recordedBy: author, version: 1 };
  const wrong = field.fields
    .concat('id')
    .filter((name) => name in wanted && !containsEqual(got![name], wanted[name]))
    .map((name) => `shows a wrong ${name}: ${JSON.stringify(got![name])} instead of ${JSON.stringify(wanted[name])}`);
  // Nobody of the matrix disputes anything.
  const missing = field.fields.filter((name) => (got![name] ?? null) === null && name !== 'disputes');
  const basis = (got!.access as Shown).basis;
  return [
    ...wrong,
    ...missing.map((name) => `shows no ${name}`),
    ...(basis === decision.basis ? [] : [`rests on ${String(basis)} instead of ${decision.basis}`]),
  ];
}

/** `Person.access` tells of what others may have written, in the same words. */
function compareDecision(field: ProtectedField, others: Expected, access: readonly Shown[]): Differences {
  const told = access.find((decision) => decision.field === field.name);
  if (told === undefined) return ['is not in Person.access'];
  const wanted = 'basis' in others ? `PERMIT ${others.basis}` : `WITHHELD ${others.reason}`;
  const got = `${String(told.decision)} ${String(told.basis ?? told.reason)}`;
  return got === wanted && told.category === field.category ? [] : [`is ${got} in Person.access instead of ${wanted}`];
}

/** References show more than the kit wrote, e.g. `access` and ids of their own. */
function containsEqual(got: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return isDeepStrictEqual(got, wanted);
  if (typeof got !== 'object' || got === null) return false;
  return Object.entries(wanted).every(([name, value]) => containsEqual((got as Shown)[name], value));
}

const entry = ({ name, category }: ProtectedField, reason: string): string => `person.${name} ${category} ${reason} 1`;

const asText = ({ path, category, reason, count }: WithheldEntry): string => `${path} ${category} ${reason} ${count}`;
