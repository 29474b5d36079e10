import { INSTITUTIONS, type InstitutionId } from '../../src/access/vocabulary';
import type { TestDatabase } from '../kit/database';
import { person, type TestPerson } from '../kit/people';
import type { Situation } from './situations';
import { WRITTEN } from './written-policy';

/** A person in one situation, with a record of every type; `author` wrote those that every institution can write. */
export interface MatrixPerson extends TestPerson {
  readonly situation: Situation;
  readonly author: InstitutionId;
  readonly has: readonly string[];
}

/** The institutions that may have a file about a person at all. */
const WITH_FILES = INSTITUTIONS.filter((institution) => !WRITTEN.institutions[institution]!.neverReceives);

/**
 * Writes one person for each situation. Every institution that may has a file about each of them, so that the answer is
 * never "no such person" and every field is decided.
 */
export async function writePersons(
  database: TestDatabase,
  situations: readonly Situation[],
  author: InstitutionId,
): Promise<MatrixPerson[]> {
  const linked = person(database).knownTo(...WITH_FILES);
  const write = async (situation: Situation): Promise<MatrixPerson> => {
    const described = situation.consents.reduce(
      (builder, consent) => builder.consenting(consent),
      linked.withEverything(author, situation.without),
    );
    const written = await described.create();
    return { ...written, situation, author, has: written.records.map(({ declaration }) => declaration.name) };
  };
  return Promise.all(situations.map(write));
}
