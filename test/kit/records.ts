import { randomUUID } from 'node:crypto';
import type { InstitutionId } from '../../src/access/vocabulary';
import { REGISTRY } from '../../src/hub/subgraphs';
import type { Transaction } from '../../src/platform/postgres/database';
import { declarationOf, type FieldDeclaration, type RecordDeclaration } from '../../src/records/declaration';
import type { FieldValue } from '../../src/records/kinds';
import type { TestDatabase } from './database';
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
  const given: Record<string, FieldValue | null> = inOrder(
    declaration,
    { ...validValues(declaration), ...values },
    values,
  );
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

/** What the test says stands; a day that the kit has made up gives way to it. */
function inOrder(
  { periods = [] }: RecordDeclaration,
  values: Record<string, FieldValue | null>,
  said: RecordValues,
): Record<string, FieldValue | null> {
  const ordered = { ...values };
  for (const [from, until] of periods) {
    if (String(ordered[until] ?? '9') >= String(ordered[from] ?? '')) continue;
    if (until in said) ordered[from] = ordered[until]!;
    else ordered[until] = ordered[from]!;
  }
  return ordered;
}

function valueOf(
  { name, derive, reference }: FieldDeclaration,
  given: Record<string, FieldValue | null>,
  references: ReadonlyMap<string, WrittenRecord>,
): unknown {
  if (reference) return references.get(name)?.id;
  return derive ? derive(given) : given[name];
}

/**
 * Copies a person's only record of a type, whose number is its only natural key, with numbers of their own.
 * @param count how many copies
 */
export async function copyRecords(
  database: TestDatabase,
  type: string,
  personId: string,
  count: number,
): Promise<void> {
  const { table, fields, naturalKey, author } = REGISTRY.named(type)!;
  const number = fields.find(({ name }) => name === naturalKey![0])!.column;
  const columns = ['person_id', ...(author === 'EACH' ? ['institution'] : []), ...fields.map(({ column }) => column)];
  const values = columns.map((column) => (column === number ? `t.${column} || '-' || n` : `t.${column}`));
  const written = await database.asApp<{ id: string }>(
    { institution: author === 'EACH' ? 'city' : author, role: 'counsellor' },
    `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} t, generate_series(1, $2::int) n
     where t.person_id = $1 returning id`,
    [personId, count],
  );
  if (written.length !== count) throw new Error(`${written.length} copies were written, not ${count}.`);
}
