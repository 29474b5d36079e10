import type { GraphQLResolveInfo } from 'graphql';
import { answerPath, DisputedList } from '../../access/disputed';
import { IncompleteList } from '../../access/incomplete';
import { isAnnounced } from '../../access/guard/announced';
import { withholdPersonRecords, type GuardedRecord } from '../../access/guard/person-records';
import type { InstitutionId } from '../../access/vocabulary';
import { dayColumn, declarationOf, type RecordDeclaration } from '../declaration';
import type { Occasion } from '../occasion';
import type { PersonRow } from '../read/load-persons';
import type { PersonFinder } from '../read/person-statement';
import { NO_PAGE, type PersonSelection, type RecordFields } from '../read/selection';
import type { RecordContext } from '../record-context';
import type { RecordRegistry } from '../registry';
import type { Equivalent, EquivalentValue } from './equivalent.type';

type ReadRecord = GuardedRecord & Record<string, unknown> & { readonly id: string };

/** Selections by registry, occasion and institution: each is one object for ever, so that its statement is kept. */
const selections = new WeakMap<RecordRegistry, Map<string, PersonSelection>>();

/**
 * Persons with what others have recorded on an occasion: by the look-ahead statement, under the guard of each field and
 * row level security, like any other reading. Which statement runs depends only on occasion and caller, so that neither
 * the answer nor the work tells whether there is anything that the caller may not see.
 */
export async function personsOnOccasion(
  context: RecordContext,
  occasion: Occasion,
  finder: PersonFinder,
): Promise<readonly PersonRow[]> {
  const { registry } = context.persons;
  const selection = selectionFor(registry, occasion, context.asking.institution);
  return (await context.persons.loadSelected(context, selection, finder)).persons;
}

/** The records of others in such a person, newest first within each record type; what is withheld is told as for any field. */
export function equivalentsOf(
  person: PersonRow,
  occasion: Occasion,
  context: RecordContext,
  info: GraphQLResolveInfo,
): Equivalent[] {
  const { institution } = context.asking;
  // Notes of dispute, and that there is more, are told below, at the place where it then is in the answer.
  const apart = { ...context, disputed: new DisputedList(), incomplete: new IncompleteList() };
  const found = declarationsOn(context.persons.registry, occasion, institution).flatMap((declaration) =>
    guardedRecords(person, declaration, apart, info)
      .filter((record) => authorOf(declaration, record) !== institution)
      .map((record) => asEquivalent(declaration, occasion, record)),
  );
  found.forEach(({ disputes }, index) => {
    if (disputes) context.disputed.add([...answerPath(info.path), index], disputes);
  });
  if (apart.incomplete.list().length > 0) context.incomplete.add(answerPath(info.path), found.length);
  return found;
}

/** The record types of an occasion that others than the institution may have written. */
function declarationsOn(
  registry: RecordRegistry,
  occasion: Occasion,
  institution: InstitutionId | null,
): readonly RecordDeclaration[] {
  return registry.all.filter((declaration) => declaration.occasion === occasion && declaration.author !== institution);
}

function selectionFor(
  registry: RecordRegistry,
  occasion: Occasion,
  institution: InstitutionId | null,
): PersonSelection {
  let known = selections.get(registry);
  if (!known) selections.set(registry, (known = new Map<string, PersonSelection>()));
  const key = `${occasion} ${institution}`;
  let selection = known.get(key);
  if (!selection) {
    const records = declarationsOn(registry, occasion, institution).map((declaration) => ({
      declaration,
      fields: everyField(declaration),
    }));
    known.set(key, (selection = { records, describesAccess: false, page: NO_PAGE, others: ['equivalents'] }));
  }
  return selection;
}

/** Every field of a record; of what it refers to, what that always says of itself. */
function everyField({ fields }: RecordDeclaration): RecordFields {
  return new Map(
    fields
      .filter(({ exposed }) => exposed)
      .map(({ name, reference }) => [
        name,
        { name, children: reference ? requiredFields(declarationOf(reference.target())) : null },
      ]),
  );
}

function requiredFields({ fields }: RecordDeclaration): RecordFields {
  return new Map(
    fields
      .filter(({ exposed, required, reference }) => exposed && required && !reference)
      .map(({ name }) => [name, { name, children: null }]),
  );
}

/** The records of one type that the guard lets out, through the very guard of the field of `Person` that holds them. */
function guardedRecords(
  person: PersonRow,
  declaration: RecordDeclaration,
  context: RecordContext,
  info: GraphQLResolveInfo,
): readonly ReadRecord[] {
  const { author, onPerson } = declaration;
  const declared = {
    kind: 'protected',
    category: declaration.category!,
    author: author === 'EACH' ? null : author,
    hasDay: dayColumn(declaration) !== undefined,
  } as const;
  const guarded = withholdPersonRecords(declared, onPerson!.field, () => person[onPerson!.field]);
  const records = guarded(person, {}, context, info) as ReadRecord | readonly ReadRecord[] | null;
  return records === null ? [] : [records].flat();
}

function authorOf({ author }: RecordDeclaration, { recordedBy }: ReadRecord): InstitutionId {
  return author === 'EACH' ? recordedBy! : author;
}

function asEquivalent(declaration: RecordDeclaration, occasion: Occasion, record: ReadRecord): Equivalent {
  const { name, onPerson, dataDay } = declaration;
  return {
    occasion,
    recordType: name,
    personField: onPerson!.field,
    recordId: record.id,
    institution: authorOf(declaration, record),
    day: dataDay ? (record[dataDay] as string | null) : null,
    values: declaration.fields
      .filter(({ exposed, name: field }) => exposed && isAnnounced(record, field))
      .flatMap((field) => valuesOf(field.name, record[field.name])),
    disputes: record.disputes ? [...record.disputes] : null,
    access: record.access!,
  };
}

function valuesOf(field: string, value: unknown): EquivalentValue[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([inner]) => inner !== 'id')
      .flatMap(([inner, its]) => valuesOf(`${field}.${inner}`, its));
  }
  return [{ field, value: typeof value === 'string' ? value : JSON.stringify(value) }];
}
