import type { Announced } from '../../access/guard/announced';
import type { RecordRegistry } from '../registry';
import type { PersonSelection, RecordFields } from './selection';

/**
 * What the access log is told of a selection. The entry is written from this value (`loggedFields`), and the guard lets
 * out what stands in it: the two cannot part.
 */
export function announcedBy({ records, others }: Pick<PersonSelection, 'records' | 'others'>): Announced {
  const announced = new Map<string, ReadonlySet<string>>();
  for (const { declaration, fields } of records) {
    const { field } = declaration.onPerson!;
    announced.set(field, new Set([...(announced.get(field) ?? []), ...namesOf(fields)]));
  }
  for (const name of others) announced.set(name, new Set());
  return announced;
}

/** The names of the fields of a record, whatever the keys under which they are asked for. */
export function namesOf(fields: RecordFields): ReadonlySet<string> {
  return new Set([...fields.values()].map(({ name }) => name));
}

/** The fields as the access log names them, e.g. `BenefitCase.status` and `Person.consents`. */
export function loggedFields(registry: RecordRegistry, announced: Announced): readonly string[] {
  const [records, others] = [new Set<string>(), new Set<string>()];
  for (const [field, names] of announced) {
    const declaration = registry.onPerson(field);
    if (!declaration) others.add(`Person.${field}`);
    else for (const name of loggedNames(names)) records.add(`${declaration.name}.${name}`);
  }
  return [...records, ...others];
}

/** In a stable order. The type of a record tells that there is one, which is worth a word only where nothing else is asked. */
export function loggedNames(names: ReadonlySet<string>): readonly string[] {
  const told = [...names].filter((name) => name !== '__typename').sort();
  return told.length > 0 ? told : [...names];
}
