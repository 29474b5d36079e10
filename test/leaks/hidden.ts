import type { InstitutionId } from '../../src/access/vocabulary';
import { REGISTRY } from '../../src/hub/subgraphs';
import type { TestDatabase } from '../kit/database';
import { person, PERSON_RECORDS, type PersonBuilder } from '../kit/people';
import type { RecordValues } from '../kit/records';
import { ownFields } from '../kit/values';

/** Stands in every text of the records that must stay hidden, so that any trace of one shows. */
export const HIDDEN = 'Verborgen';

let number = 0;

/** Recognisable values for the fields of a record type that take free text. */
export function hiddenValues(name: string): RecordValues {
  number += 1;
  const value = `${HIDDEN}${number}`;
  return Object.fromEntries(
    ownFields(REGISTRY.named(name)!)
      .filter(({ kind }) => kind.check(value) === null)
      .map((field) => [field.name, value]),
  );
}

/**
 * A person about whom every institution but the jobcenter has written a hidden record of every type; where each keeps
 * its own, `by` wrote it.
 */
export function hiddenPerson(database: TestDatabase, by: InstitutionId = 'city'): PersonBuilder {
  return PERSON_RECORDS.filter(({ author }) => author !== 'jobcenter').reduce(
    (builder: PersonBuilder, { name }) => builder.with(name, { by, values: hiddenValues(name) }),
    person(database),
  );
}

/** Every trace of a hidden value in an answer, also in what looks like base64; empty if all is well. */
export function traces(answer: unknown): string[] {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const decoded = (text.match(/[\w-]{8,}/g) ?? []).map((word) => Buffer.from(word, 'base64url').toString('latin1'));
  return [text, ...decoded].flatMap((part) => part.match(new RegExp(`.{0,40}${HIDDEN}.{0,40}`, 'gi')) ?? []);
}
