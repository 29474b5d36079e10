import type { Policy } from '../access/policy/policy';
import { INSTITUTIONS, type Category, type InstitutionId, type Role } from '../access/vocabulary';
import { dayInGermany } from '../platform/calendar';
import { missingOf, reversedPeriods } from '../records/api/record-input';
import type { RecordDeclaration } from '../records/declaration';
import type { RecordRegistry } from '../records/registry';
import { livingFields } from '../records/statute-condition';
import type { BatchWriter } from './batch-writer';
import { checkConsentRow, consentColumns } from './consent-columns';
import { ConsentsWriter } from './consents-writer';
import {
  columnName,
  columnsOf,
  derivedColumnsOf,
  fieldValues,
  FILE_NUMBER,
  type DerivedImportColumn,
  type ImportColumn,
  type RowValues,
} from './import-column';
import { ImportError } from './import-error';
import { BOOKLET_NUMBER, PersonsWriter } from './persons-writer';
import { RecordWriter } from './records-writer';
import { rowProblem, type RowProblem } from './row-problem';

/** What a kind of import reads, checks and writes. */
export interface ImportPlan {
  readonly columns: readonly ImportColumn[];
  readonly derived: readonly DerivedImportColumn[];
  /** What is wrong with a row of which every cell is valid by itself. */
  readonly checkRow: (row: RowValues) => readonly RowProblem[];
  /** The role as which the rows are written: row level security must let it. */
  readonly role: Role;
  /** @param given logical columns that the file gives */
  readonly writer: (given: ReadonlySet<string>) => BatchWriter;
}

/**
 * What it takes to import a kind for an institution. Kinds follow from the record declarations; `persons` and `consents`
 * are written to several tables.
 * @throws ImportError KIND_UNKNOWN, INSTITUTION_UNKNOWN, NOT_YOUR_KIND
 */
export function importPlan(
  kind: string,
  institution: InstitutionId,
  policy: Policy,
  registry: RecordRegistry,
): ImportPlan {
  if (!INSTITUTIONS.includes(institution) || policy.institutions.get(institution)?.neverReceives !== undefined) {
    throw new ImportError('INSTITUTION_UNKNOWN', `"${institution}" takes no part in this hub.`);
  }
  const parts = compositeParts(registry);
  if (kind === 'persons' && parts) return personsPlan(parts, policy);
  if (kind === 'consents' && parts) return consentsPlan(parts, policy);
  const declaration = registry.all.find(({ importKind }) => importKind === kind);
  if (!declaration) {
    throw new ImportError('KIND_UNKNOWN', `There is no kind "${kind}". Kinds: ${importKinds(registry).join(', ')}.`);
  }
  const { author } = declaration;
  if (author !== 'EACH' && author !== institution) {
    throw new ImportError('NOT_YOUR_KIND', `${institution} cannot import ${kind}: they belong to ${author}.`);
  }
  return recordPlan(declaration, policy, registry);
}

/** What can be imported, in the order of the alphabet. */
export function importKinds(registry: RecordRegistry): string[] {
  const ofRecords = registry.all.map(({ importKind }) => importKind);
  return [...ofRecords, ...(compositeParts(registry) ? ['persons', 'consents'] : [])].sort();
}

/** The columns of a kind, whoever imports it. @throws ImportError KIND_UNKNOWN */
export function importColumns(kind: string, policy: Policy, registry: RecordRegistry): readonly ImportColumn[] {
  const author = registry.all.find(({ importKind }) => importKind === kind)?.author ?? 'EACH';
  const someone = INSTITUTIONS.find((id) => policy.institutions.get(id)?.neverReceives === undefined)!;
  return importPlan(kind, author === 'EACH' ? someone : author, policy, registry).columns;
}

function recordPlan(declaration: RecordDeclaration, policy: Policy, registry: RecordRegistry): ImportPlan {
  const fileNumber = declaration.onPerson ? fileNumberColumn(registry.named('PersonLink')) : [];
  return {
    columns: distinct([...fileNumber, ...columnsOf(declaration, livingFields(policy, declaration))]),
    derived: derivedColumnsOf(declaration),
    checkRow: (row) => checkTogether(declaration, row),
    role: writingRole(policy, declaration.category),
    writer: (given) => new RecordWriter(declaration, given, policy.import.changedInHub),
  };
}

/** What is wrong with the values of a record of which each is valid by itself. */
function checkTogether(declaration: RecordDeclaration, row: RowValues): RowProblem[] {
  const values = fieldValues(declaration, row);
  const column = (field: string) => columnName(declaration.fields.find(({ name }) => name === field)!);
  return [
    ...missingOf(declaration, values, true).map((field) => rowProblem('REQUIRED', column(field))),
    ...reversedPeriods(declaration, values).map((until) => rowProblem('PERIOD_REVERSED', column(until))),
  ];
}

/** The record types of which composite kinds are made; a subgraph alone may lack them. */
interface CompositeParts {
  readonly link: RecordDeclaration;
  readonly identity: RecordDeclaration;
  readonly contact: RecordDeclaration;
  readonly booklet: RecordDeclaration;
}

function compositeParts(registry: RecordRegistry): CompositeParts | null {
  const [link, identity, contact, booklet] = ['PersonLink', 'Identity', 'Contact', 'Booklet'].map((name) =>
    registry.named(name),
  );
  return link && identity && contact && booklet ? { link, identity, contact, booklet } : null;
}

/** Where the policy names no time for the confirmation of links, because nobody issues booklets through the hub. */
const CONFIRM_WITHIN_DAYS = 14;

function personsPlan({ link, identity, contact, booklet }: CompositeParts, policy: Policy): ImportPlan {
  const confirmWithinDays = policy.booklets?.confirmWithinDays ?? CONFIRM_WITHIN_DAYS;
  return {
    columns: [
      ...fileNumberColumn(link),
      ...columnsOf(booklet).filter(({ name }) => name === BOOKLET_NUMBER),
      ...columnsOf(identity),
      ...columnsOf(contact),
    ],
    derived: [...derivedColumnsOf(identity), ...derivedColumnsOf(contact)],
    checkRow: (row) => [identity, contact].flatMap((declaration) => checkTogether(declaration, row)),
    role: writingRole(policy, 'IDENTITY'),
    writer: (given) => new PersonsWriter(identity, contact, link, given, policy.import.changedInHub, confirmWithinDays),
  };
}

function consentsPlan({ link }: CompositeParts, policy: Policy): ImportPlan {
  const today = dayInGermany(new Date());
  return {
    columns: consentColumns(fileNumberColumn(link)[0]!.kind),
    derived: [],
    checkRow: (row) => checkConsentRow(policy, row, today),
    role: writingRole(policy, null),
    writer: (given) => new ConsentsWriter(given),
  };
}

function fileNumberColumn(link: RecordDeclaration | undefined): ImportColumn[] {
  return link ? columnsOf(link).filter(({ name }) => name === FILE_NUMBER) : [];
}

/**
 * A specialist application writes as `service`. What its institution keeps from it, such as notes under professional
 * secrecy (section 203 StGB), is written as the role that may: whoever delivers the file answers for it.
 */
function writingRole(policy: Policy, category: Category | null): Role {
  const own = category && policy.categories.get(category)?.ownRoles;
  return !own || own.has('service') ? 'service' : ([...own][0] ?? 'service');
}

function distinct(columns: readonly ImportColumn[]): ImportColumn[] {
  return columns.filter(({ name }, index) => columns.findIndex((other) => other.name === name) === index);
}
