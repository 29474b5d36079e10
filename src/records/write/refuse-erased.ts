import type { RequestContext } from '../../access/request-context';
import { GeleitError } from '../../platform/errors';
import type { Transaction } from '../../platform/postgres/database';
import { inputName, type RecordValues } from '../api/record-input';
import { keyColumnsOf, type RecordDeclaration } from '../declaration';

/** The own file number of the person, whom marks of erased records name by it. */
const FILE_NUMBER = `(select l.file_number from core.person_link l where l.person_id = $2::uuid and l.institution = $3)`;

/**
 * Refuses a specialist application that records once more what its institution has erased at the person's request; an
 * import is refused the same way. A member of staff may: whoever records it anew has a new legal ground.
 * @throws GeleitError ERASED
 */
export async function refuseErased(
  transaction: Transaction,
  { asking }: RequestContext,
  declaration: RecordDeclaration,
  values: RecordValues & { readonly personId?: string | null },
): Promise<void> {
  if (asking.role !== 'service' || !declaration.onPerson) return;
  const key: unknown[] = [];
  const parts = keyColumnsOf(declaration).map((column) => {
    if (column === 'person_id') return FILE_NUMBER;
    const field = declaration.fields.find((each) => each.column === column)!;
    key.push(values[inputName(field)] ?? null);
    return `$${key.length + 3}::${field.kind.sqlType}::text`;
  });
  const { rows } = await transaction.query<{ erased: boolean }>({
    name: `was-erased-${declaration.name}`,
    text: `select core.was_erased($1, array[${parts.join(', ')}]) as erased, $2::uuid, $3::text`,
    values: [declaration.table, values.personId ?? null, asking.institution, ...key],
  });
  if (rows[0]?.erased === false) return;
  throw new GeleitError('ERASED', 'Your institution has erased this record at the request of the person.');
}
