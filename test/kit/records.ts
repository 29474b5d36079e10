import { randomUUID } from 'node:crypto';
import type { InstitutionId } from '../../src/access/vocabulary';
import type { Transaction } from '../../src/platform/postgres/database';
import { declarationOf, type FieldDeclaration, type RecordDeclaration } from '../../src/records/declaration';
import type { FieldValue } from '../../src/records/kinds';
import { validValues } from './values';

/** Values by field name, as the API takes them. */
export type RecordValues = Readonly<Record<string, FieldValue | null>>;

/** A record as it was written and as the API shows it to whoever may see it. */
export interface WrittenRecord {
  readonly declaration: RecordDeclaration;
  readonly author: InstitutionId;
  readonly id: string;
  /** By field name; a reference is the record it points to. */
  readonly shown: Readonly<Record<string, unknown>>;
}

/**
 * Writes a record by SQL with the hub's role, so that row level security agrees to everything that the kit writes.
 * Required references get a target of their own.
 */
export async function insertRecord(
  transaction: Transaction,
  declaration: RecordDeclaration,
  author: InstitutionId,
  personId: string | null,
  values: RecordValues = {},
): Promise<WrittenRecord> {
  const id = randomUUID();
  const references = await insertReferences(transaction, declaration, author);
  const given: Record<string, FieldValue | null> = { ...validValues(declaration), ...values };
  const columns = new Map<string, unknown>([['id', id]]);
  if (declaration.onPerson) columns.set('person_id', personId);
  if (declaration.author === 'EACH') columns.set('institution', author);
  for (const field of declaration.fields) columns.set(field.column, valueOf(field, given, references));
  const names = [...columns.keys()];
  await transaction.query({
    text: `insert into ${declaration.table} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    values: [...columns.values()],
  });
  const targets = [...references].map(([name, { id: targetId, shown }]) => [name, { id: targetId, ...shown }] as const);
  return { declaration, author, id, shown: { ...given, ...Object.fromEntries(targets) } };
}

/** Writes a target for each reference of a record type, by the name of the field that refers to it. */
export async function insertReferences(
  transaction: Transaction,
  { fields }: RecordDeclaration,
  author: InstitutionId,
): Promise<ReadonlyMap<string, WrittenRecord>> {
  const references = new Map<string, WrittenRecord>();
  for (const { name, reference } of fields) {
    if (!reference) continue;
    const target = declarationOf(reference.target());
    references.set(name, await insertRecord(transaction, target, author, null));
  }
  return references;
}

function valueOf(
  { name, derive, reference }: FieldDeclaration,
  given: Record<string, FieldValue | null>,
  references: ReadonlyMap<string, WrittenRecord>,
): unknown {
  if (reference) return references.get(name)?.id;
  return derive ? derive(given) : given[name];
}
