import {
  CATEGORIES,
  CONSENT_CATEGORIES,
  INSTITUTIONS,
  NARROWER_CATEGORIES,
  PURPOSES,
  ROLES,
  type Category,
  type InstitutionId,
  type Purpose,
  type Role,
} from '../vocabulary';
import { frozenMap, frozenSet } from './freeze';
import type { CategoryPolicy, InstitutionPolicy, PurposePolicy, RolePolicy } from './policy';
import { readPurposeCodes } from './read-purposes';
import type { Place, YamlReader } from './yaml-reader';

/** What categories and statutes refer to: the sections of the policy that were read before. */
export interface Known {
  readonly institutions: ReadonlyMap<InstitutionId, Pick<InstitutionPolicy, 'neverReceives'>>;
  readonly purposes: ReadonlyMap<Purpose, PurposePolicy>;
  readonly roles: ReadonlyMap<Role, RolePolicy>;
}

const FIELDS = ['label', 'labelDe', 'ownRoles', 'ceiling'] as const;
type Fields = Partial<Record<(typeof FIELDS)[number] | 'within' | 'secrecy', Place>>;
type Cells = Partial<Record<InstitutionId, Place>>;

export function readCategories(
  reader: YamlReader,
  place: Place | undefined,
  known: Known,
): ReadonlyMap<Category, CategoryPolicy> {
  const words = reader.record(place, CATEGORIES);
  const categories = new Map<Category, CategoryPolicy>();
  for (const id of CONSENT_CATEGORIES) {
    const fields: Fields = reader.record(words[id], FIELDS, ['secrecy']);
    categories.set(id, readCategory(reader, id, fields, readCells(reader, fields.ceiling, known), known));
  }
  for (const id of NARROWER_CATEGORIES) {
    const fields: Fields = reader.record(words[id], [...FIELDS, 'within'], ['secrecy']);
    const within = reader.word(fields.within, CONSENT_CATEGORIES);
    const cells = readCells(reader, fields.ceiling, known);
    const category = readCategory(reader, id, fields, cells, known);
    const wider = within && categories.get(within);
    if (within && wider) {
      reportWhereWider(reader, category, wider, fields, cells);
      categories.set(id, Object.freeze({ ...category, consentCategory: within }));
    }
  }
  return frozenMap(categories);
}

function readCategory(reader: YamlReader, id: Category, fields: Fields, cells: Cells, known: Known): CategoryPolicy {
  const ceiling: (readonly [InstitutionId, ReadonlySet<Purpose>])[] = [];
  for (const institution of INSTITUTIONS) {
    const purposes = readPurposeCodes(reader, cells[institution], known.purposes, 'RECORDS');
    if (purposes.size > 0) ceiling.push([institution, purposes]);
  }
  return Object.freeze({
    id,
    label: reader.text(fields.label) ?? '',
    labelDe: reader.text(fields.labelDe) ?? '',
    consentCategory: CONSENT_CATEGORIES.find((name) => name === id) ?? 'IDENTITY',
    ceiling: frozenMap(ceiling),
    ownRoles: readOwnRoles(reader, fields.ownRoles, known),
    ...(fields.secrecy && { secrecy: reader.text(fields.secrecy) }),
  });
}

/** One cell for each institution that may receive at all, so that nothing is left open silently. */
function readCells(reader: YamlReader, place: Place | undefined, known: Known): Cells {
  const never = INSTITUTIONS.filter((id) => known.institutions.get(id)?.neverReceives !== undefined);
  const receivers = INSTITUTIONS.filter((id) => !never.includes(id));
  const cells: Cells = reader.record(place, receivers, never, ` Write '-' where nothing may be disclosed.`);
  for (const id of never) {
    const cell = cells[id];
    if (cell)
      reader.report(cell, `never receives anything: ${known.institutions.get(id)?.neverReceives}. Leave it out.`);
  }
  return cells;
}

function readOwnRoles(reader: YamlReader, place: Place | undefined, known: Known): ReadonlySet<Role> {
  const allowed = ROLES.filter((role) => known.roles.get(role)?.reaches === 'CONTENT');
  const roles = new Set<Role>();
  for (const item of reader.items(place)) {
    const role = reader.word(item, allowed);
    if (role !== undefined && roles.has(role)) reader.report(item, `role "${role}" written twice; keep one.`);
    if (role !== undefined) roles.add(role);
  }
  return frozenSet(roles);
}

/** A narrower field must not be open to anybody to whom its category is closed. */
function reportWhereWider(
  reader: YamlReader,
  category: CategoryPolicy,
  wider: CategoryPolicy,
  fields: Fields,
  cells: Cells,
): void {
  for (const [institution, purposes] of category.ceiling) {
    const allowed = wider.ceiling.get(institution) ?? frozenSet<Purpose>([]);
    const beyond = [...purposes].filter((purpose) => !allowed.has(purpose)).map((purpose) => PURPOSES[purpose]);
    const most = [...allowed].map((purpose) => PURPOSES[purpose]).join(' ') || `'-'`;
    const cell = cells[institution];
    if (cell && beyond.length > 0) {
      reader.report(cell, `wider than ${wider.id}: ${beyond.join(' ')}. Allowed here at most: ${most}.`);
    }
  }
  const roles = [...category.ownRoles].filter((role) => !wider.ownRoles.has(role));
  if (fields.ownRoles && roles.length > 0) {
    reader.report(fields.ownRoles, `wider than ${wider.id}: ${roles.join(', ')}.`);
  }
}
