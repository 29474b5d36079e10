import { personIdOf } from '../../../src/platform/identity/caller';
import { REGISTRY } from '../../../src/hub/subgraphs';
import type { LogEntry } from '../log-entries';
import type { ReferenceContext } from './context';
import { byId, direct, PersonNode, type Way } from './nodes';
import { permittedOf } from './permitted';
import { PersonDecisions } from './person-decisions';
import { joinSelected, type Selected } from './selected';

/** The selections of all persons below a field. */
export function selectedOfPersons(selected: Selected): Selected {
  const found: Selected[] = [];
  const walk = (below: Selected): void => {
    for (const { type, below: inner } of below.values()) {
      if (type?.name === 'Person') found.push(inner);
      else walk(inner);
    }
  };
  walk(selected);
  return joinSelected(found);
}

/** The same value with persons of the reference at the places of persons. */
export async function withPersons(context: ReferenceContext, value: unknown, selected: Selected): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => withPersons(context, one, selected)));
  if (typeof value !== 'object' || value === null) return value;
  const fields = { ...value } as Record<string, unknown>;
  for (const [name, { type, below }] of selected) {
    const inner = fields[name];
    fields[name] = type?.name === 'Person' ? await asPersons(context, inner) : await withPersons(context, inner, below);
  }
  return fields;
}

/** @param value `{ id }`, or a list of them */
export async function asPersons(
  context: ReferenceContext,
  value: unknown,
  way?: (id: string) => Way,
): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => asPersons(context, one, way)));
  if (value === null || value === undefined) return value;
  const { id } = value as { readonly id: string };
  const { asker, asking, policy, rows } = context;
  const isSubject = personIdOf(asker.caller) === id;
  const decisions = await PersonDecisions.of(policy, asking, id, isSubject, rows);
  return new PersonNode(id, way?.(id) ?? wayTo(id, context), decisions);
}

function wayTo(id: string, { asker: { caller } }: ReferenceContext): Way {
  if (caller.kind === 'staff') return direct((field) => `{ person(id: "${id}") { ${field} } }`, ['person']);
  const root = caller.role === 'guardian' ? 'represented' : 'me';
  if (id === caller.personId) return direct((field) => `{ ${root} { ${field} } }`, [root]);
  // Other persons a person meets in their household only.
  return byId((fields) => `{ ${root} { household { members { ${fields} } } } }`, [root, 'household', 'members'], id);
}

/** What the log says of persons about whom something is asked: the fields and the categories, whether or not there is anything. */
export function askedOfPersons(selected: Selected): Pick<LogEntry, 'fields' | 'asked'> {
  const asked = [...selected].flatMap(([name, { below }]) => {
    const declaration = REGISTRY.onPerson(name);
    if (!declaration) return name === 'id' ? [] : [{ fields: [`Person.${name}`], category: null }];
    return [
      { fields: [...below.keys()].map((field) => `${declaration.name}.${field}`), category: declaration.category },
    ];
  });
  return {
    fields: asked.flatMap(({ fields }) => fields),
    asked: asked.flatMap(({ category }) => category ?? []),
  };
}

/** What such an entry says of the records of its person; nothing where it was refused. */
export async function permittedOfEntry(
  context: ReferenceContext,
  { event, person }: LogEntry,
  selected: Selected,
): Promise<LogEntry['permitted']> {
  if (event === 'REFUSED' || person === null) return {};
  const { asker, asking, policy, rows } = context;
  const decisions = await PersonDecisions.of(policy, asking, person, personIdOf(asker.caller) === person, rows);
  const asked = [...selected.keys()].flatMap((name) => REGISTRY.onPerson(name) ?? []);
  return permittedOf(context, person, decisions, asked);
}

/** An entry of the look-ahead names fields of types; all others name things, or what was counted or refused. */
export const isOfLookAhead = ({ event, fields }: LogEntry): boolean =>
  event !== 'COUNTED' &&
  fields.every((field) => field.includes('.')) &&
  !fields.some((field) => field.startsWith('refused.'));
