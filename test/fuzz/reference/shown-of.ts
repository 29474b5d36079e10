import type { Asking, Decision } from '../../../src/access/decision/decision';
import { isPersonRole } from '../../../src/access/vocabulary';
import type { RecordDeclaration } from '../../../src/records/declaration';
import { authorOf, type PersonDecisions } from './person-decisions';
import type { Row, Rows } from './rows';

/** A record that may be seen, and why. */
export interface ShownRow {
  readonly row: Row;
  readonly decision: Decision;
}

/** A person's records of a type that are shown, in the order of the answer: of a single one, one's own before those of others. */
export async function shownOf(
  rows: Rows,
  decisions: PersonDecisions,
  declaration: RecordDeclaration,
  personId: string,
  asking: Asking,
): Promise<readonly ShownRow[]> {
  const permitted = (await rows.ofPerson(declaration, personId))
    // What is restricted only the person sees (Art. 18(2) GDPR).
    .filter((row) => row.restricted_at === null || isPersonRole(asking.role))
    .flatMap((row) => {
      const decision = decisions.aboutRecord(declaration, row);
      return decision.permit ? [{ row, decision }] : [];
    });
  if (declaration.onPerson!.many) return permitted;
  const isOwn = ({ row }: ShownRow): boolean => authorOf(declaration, row) === asking.institution;
  return permitted.sort((a, b) => Number(isOwn(b)) - Number(isOwn(a))).slice(0, 1);
}
