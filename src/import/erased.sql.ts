import { keyColumnsOf, type RecordDeclaration } from '../records/declaration';
import { columnName, FILE_NUMBER } from './import-column';
import { staged } from './staging';

/**
 * What the transaction of a batch waits for and holds: an erasure that is under way comes before it, or after it and
 * erases what it wrote.
 */
export const WHILE_NOTHING_IS_ERASED = `select pg_advisory_xact_lock_shared(hashtext('geleit.erasure'), hashtext($1))`;

/**
 * Condition on a row: the institution `$1` has erased this record, which is not there, and its file would bring it back.
 * Once staff have recorded it anew, for which they need a legal ground, it is there, and files may change it again.
 * @param row alias of a row of the file, with the ids of what it names
 * @param person the id of the person whom it names
 */
export function wasErased(declaration: RecordDeclaration, row: string, person: string): string {
  const { author, fields, table } = declaration;
  const key = keyColumnsOf(declaration).map((column) => {
    if (column === 'person_id') return { column, value: person, number: `${row}.${staged(FILE_NUMBER)}` };
    const field = fields.find((each) => each.column === column)!;
    const value = `${row}.${field.reference ? column : staged(columnName(field))}`;
    return { column, value, number: `${value}::text` };
  });
  const isIt = [
    ...(author === 'EACH' ? ['x.institution = $1::text'] : []),
    ...key.map(({ column, value }) => `x.${column} = ${value}`),
  ];
  return `case when (select core.has_erased('${table}'))
      and not exists (select from ${table} x where ${isIt.join(' and ')})
    then core.was_erased('${table}', array[${key.map(({ number }) => number).join(', ')}]) end`;
}
