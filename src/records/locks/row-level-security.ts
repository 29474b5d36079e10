import { APP_ROLE } from '../../platform/app-role';
import type { Policy } from '../../access/policy/policy';
import { PART_OF_LOCK } from '../../platform/postgres/code/found-code';
import { PURPOSE_NAMES } from '../../access/vocabulary';
import { DECIDED, IMPORT_SETTING, writableColumns } from '../common-columns';
import { dayColumn, type RecordDeclaration } from '../declaration';
import type { RecordRegistry } from '../registry';
import { livingColumns } from '../statute-condition';

/**
 * The link itself is what lets an institution write about a person, so it cannot ask for one. An institution makes it only
 * to a person whom it registers in the same transaction; all others are made by functions that check a code or an import.
 */
const LINK_TABLE = 'core.person_link';
const LINKED = ['person_id', 'institution'];

/**
 * The second lock of a record's table, generated from its declaration and the policy, and independent of the guard: it
 * reads the request's settings and the compiled consents and knows nothing of GraphQL.
 *
 * The first condition reads its setting through `core.setting`, which raises when the context was forgotten; the others
 * read theirs directly, which is cheaper. What holds for the whole request stands in scalar sub-selects, so that PostgreSQL
 * works it out once per statement, and in few of them, because each has to be set up: who may not read reads as nobody. The
 * consent is probed by a scalar, correlated sub-select, which uses the unique index, where EXISTS would hash the whole table.
 */
export function lockStatements(declaration: RecordDeclaration, policy: Policy, registry: RecordRegistry): string[] {
  const { table } = declaration;
  if (declaration.category === null) {
    return [
      `grant select, insert, update on ${table} to ${APP_ROLE}`,
      ...referenceLocks(declaration),
      ...decisionMarks(table),
    ];
  }
  // Notes of dispute and restrictions are the person's: no statement of an institution can write or clear them.
  const columns = writableColumns(declaration).join(', ');
  const isLink = table === LINK_TABLE;
  // A link stays with its person: neither side of it can be exchanged.
  const changed = isLink
    ? writableColumns(declaration)
        .filter((column) => !LINKED.includes(column))
        .join(', ')
    : columns;
  const privileges = [
    `revoke insert, update on ${table} from ${APP_ROLE}`,
    `grant select, insert (${columns}), update (${changed}) on ${table} to ${APP_ROLE}`,
  ];
  const mayWrite = `${ownHouse(declaration, policy)} and (select true from core.person_link l
    where l.person_id = ${table}.person_id and l.institution = (select current_setting('geleit.institution')) limit 1)`;
  return [
    ...privileges,
    ...enable(table),
    policyFor(table, 'select', `using (${mayRead(declaration, policy, registry)})`),
    policyFor(table, 'insert', `with check (${isLink ? mayRegister(declaration, policy) : mayWrite})`),
    policyFor(
      table,
      'update',
      `using (${ownHouse(declaration, policy)}) with check (${isLink ? ownHouse(declaration, policy) : mayWrite})`,
    ),
    ...rightsLocks(table),
    ...decisionMarks(table),
    ...secrecyLocks(declaration, policy),
  ];
}

/** The functions that answer a person's rights reach one record, or those of one person, and name them before. */
function rightsLocks(table: string): string[] {
  const named = `id = (select nullif(current_setting('geleit.marked', true), '')::uuid)
    or person_id = (select nullif(current_setting('geleit.marked_person', true), '')::uuid)`;
  return [
    `drop policy if exists owner_rights on ${table}`,
    `create policy owner_rights on ${table} to current_user using (${named}) with check (${named})`,
    part('policy', 'owner_rights', table),
  ];
}

/** Whatever writes a record marks what it has decided, save an import; no file undoes it later. */
function decisionMarks(table: string): string[] {
  return [
    `create index if not exists ${table.split('.')[1]}_decided on ${table} (id) where ${DECIDED} is not null`,
    `create or replace trigger decided before insert or update on ${table} for each row
      when (coalesce(current_setting('${IMPORT_SETTING}', true), '') = '') execute function core.note_decision()`,
    part('trigger', 'decided', table),
  ];
}

/**
 * What tells of a record under professional secrecy is as closed to a guardian as the record itself: requests and notices
 * about it, and that somebody saw it. A request about all that its author holds would be answered with it too.
 */
function secrecyLocks(declaration: RecordDeclaration, policy: Policy): string[] {
  const { author, category, name, table } = declaration;
  // Where a policy no longer knows the secrecy, the lock stays: what was written under it is still secret.
  if (policy.categories.get(category!)!.secrecy === undefined) return [];
  const whole = `record_type is null${author === 'EACH' ? '' : ` and institution = '${author}'`}`;
  const tells: Readonly<Record<string, readonly [command: string, what: string]>> = {
    'core.rights_request': [
      'all',
      `(record_type is not distinct from '${name}' or record_table is not distinct from '${table}' or ${whole})`,
    ],
    'core.rights_notice': ['all', `record_type = '${name}'`],
    'core.access_entry': ['select', `permitted ? '${category}'`],
  };
  return [
    ...Object.entries(tells).flatMap(([on, [command, what]]) => [
      `drop policy if exists "secrecy of ${table}" on ${on}`,
      `create policy "secrecy of ${table}" on ${on} as restrictive for ${command} to ${APP_ROLE}
      using ((select current_setting('geleit.role') <> 'guardian') or not ${what})`,
      part('policy', `"secrecy of ${table}"`, on, table),
    ]),
    ...childLocks(table, `(record_table is not distinct from '${table}' or (record_table is null and ${whole}))`),
  ];
}

/** Who is below 15 leaves requests to the guardian, save these: of what the guardian must not know only the child can ask. */
function childLocks(table: string, what: string): string[] {
  const asked = `${what} and (select current_setting('geleit.role') = 'person')
      and person_id = (select nullif(core.setting('person'), '-')::uuid)`;
  const commands = {
    insert: `with check (${asked})`,
    update: `using (${asked}) with check (${asked} and state = 'WITHDRAWN')`,
  };
  return Object.entries(commands).flatMap(([command, clause]) => [
    `drop policy if exists "${command} by the child, ${table}" on core.rights_request`,
    `create policy "${command} by the child, ${table}" on core.rights_request for ${command} to ${APP_ROLE} ${clause}`,
    part('policy', `"${command} by the child, ${table}"`, 'core.rights_request', table),
  ]);
}

function mayRegister(declaration: RecordDeclaration, policy: Policy): string {
  return `${ownHouse(declaration, policy)} and core.is_new_person(${declaration.table}.person_id)`;
}

/** Reference data are readable by all and written only by their author. */
function referenceLocks({ table, author }: RecordDeclaration): string[] {
  const institution = `(select current_setting('geleit.institution'))`;
  const own = author === 'EACH' ? `institution = ${institution}` : `${institution} = '${author}'`;
  return [
    ...enable(table),
    policyFor(table, 'select', 'using (true)'),
    policyFor(table, 'insert', `with check (${own})`),
    policyFor(table, 'update', `using (${own}) with check (${own})`),
  ];
}

function enable(table: string): string[] {
  // FORCE: otherwise the table's owner would not be held by the policies.
  return [`alter table ${table} enable row level security`, `alter table ${table} force row level security`];
}

function policyFor(table: string, command: string, clause: string): string {
  return `create policy geleit_${command} on ${table} for ${command} to ${APP_ROLE} ${clause};
    ${part('policy', `geleit_${command}`, table)}`;
}

/** So that whatever keeps the rest of the database's code leaves it to the locks. */
const part = (kind: 'policy' | 'trigger', name: string, on: string, table: string = on): string =>
  `comment on ${kind} ${name} on ${on} is '${PART_OF_LOCK} ${table}'`;

function mayRead(declaration: RecordDeclaration, policy: Policy, registry: RecordRegistry): string {
  const isSecret = policy.categories.get(declaration.category!)!.secrecy !== undefined;
  // `core.setting` answers for a guardian only while they represent the person.
  const itself = `${declaration.table}.person_id = (select nullif(core.setting('person'), '-')::uuid)${
    isSecret ? ` and (select current_setting('geleit.role') = 'person')` : ''
  }`;
  const ways = [
    ownHouse(declaration, policy),
    byConsent(declaration, policy),
    ...byStatute(declaration, policy, registry),
  ]
    .map((way) => `(${way})`)
    .join('\n    or ');
  // What is restricted is stored only (Art. 18(2) GDPR): not even its author reads it.
  return `(${itself}) or (${declaration.table}.restricted_at is null and (${ways}))`;
}

/** The author's own roles, as the policy lists them for the category; an excluded institution keeps no house here. */
function ownHouse({ author, category, table }: RecordDeclaration, policy: Policy): string {
  const roles = literalList([...policy.categories.get(category!)!.ownRoles]);
  const role = `current_setting('geleit.role') = any(${roles})`;
  const excluded = [...policy.institutions.values()].filter(({ neverReceives }) => neverReceives !== undefined);
  const included = `current_setting('geleit.institution') <> all(${literalList(excluded.map(({ id }) => id))})`;
  return author === 'EACH'
    ? `${table}.institution = (select case when ${role} and ${included} then current_setting('geleit.institution') end)`
    : `(select current_setting('geleit.institution') = '${author}' and ${role})`;
}

/** Inside the policy's ceiling, by a role that reaches content for this purpose, and with an active consent that covers the row. */
function byConsent(declaration: RecordDeclaration, policy: Policy): string {
  const { category, table } = declaration;
  const { ceiling, consentCategory } = policy.categories.get(category!)!;
  const cells = [...ceiling].flatMap(([institution, purposes]) =>
    [...purposes].map((purpose) => `${institution}/${purpose}`),
  );
  if (cells.length === 0) return 'false';
  const mayAsk = `current_setting('geleit.institution') || '/' || current_setting('geleit.purpose') = any(${literalList(cells)})
          and current_setting('geleit.role') || '/' || current_setting('geleit.purpose') = any(${literalList(rolesForPurposes(policy))})`;
  return `(select true from core.consent_grant c
        where c.person_id = ${table}.person_id
          and c.recipient = (select case when ${mayAsk} then current_setting('geleit.institution') end)
          and c.purpose = (select current_setting('geleit.purpose')) and c.category = '${consentCategory}'
          and c.ended is null and c.valid_from <= now() and c.valid_until > now()
          and ${[...coversRow(declaration), ...authorAllows(declaration, policy)].join(' and ')} limit 1)`;
}

/** A consent to data of a period covers rows whose day lies in it; where there is no day, only a consent to data of any day. */
function coversRow(declaration: RecordDeclaration): string[] {
  const column = dayColumn(declaration);
  if (column === undefined) return ['c.data_from is null', 'c.data_until is null'];
  const day = `${declaration.table}.${column}`;
  return [`(c.data_from is null or c.data_from <= ${day})`, `(c.data_until is null or c.data_until >= ${day})`];
}

/** The release from professional secrecy that the author of the row needs, and the transfer that the recipient needs. */
function authorAllows({ author, category, table }: RecordDeclaration, policy: Policy): string[] {
  const institutions = [...policy.institutions.values()];
  const bound = institutions.filter(({ secrecy }) => secrecy !== undefined).map(({ id }) => id);
  const unserved = institutions.filter(({ id, retrieval }) => !retrieval && !policy.transfers?.standing.has(id));
  const waiting = unserved.map(({ id }) => id).filter((id) => policy.categories.get(category!)!.ceiling.has(id));
  const writer = author === 'EACH' ? `${table}.institution` : `'${author}'`;
  const conditions: string[] = [];
  if (author === 'EACH' && bound.length > 0) {
    conditions.push(`(c.secrecy_released or ${writer} <> all(${literalList(bound)}))`);
  } else if (author !== 'EACH' && bound.includes(author)) conditions.push('c.secrecy_released');
  if (waiting.length > 0) {
    conditions.push(`(c.released or ${writer} = any(c.released_by) or c.recipient <> all(${literalList(waiting)}))`);
  }
  return conditions;
}

/** Of the calendar in Germany, whatever the zone of the session; worked out once for a statement. */
const TODAY = `(select core.today())`;

/** No statute of the policy reaches what was written under professional secrecy. */
function byStatute({ author, category, table }: RecordDeclaration, policy: Policy, registry: RecordRegistry): string[] {
  const bound = [...policy.institutions.values()].filter(({ secrecy }) => secrecy !== undefined).map(({ id }) => id);
  if (bound.some((id) => id === author)) return [];
  const unbound = author === 'EACH' ? ` and ${table}.institution <> all(${literalList(bound)})` : '';
  return policy.statutes
    .filter((statute) => statute.category === category)
    .flatMap((statute) => {
      const { recipient, purpose } = statute;
      const living = livingColumns(registry, statute);
      if (!living) return [];
      return `(select current_setting('geleit.institution') = '${recipient}' and current_setting('geleit.purpose') = '${purpose}'
        and current_setting('geleit.role') || '/' || current_setting('geleit.purpose') = any(${literalList(rolesForPurposes(policy))}))
      and (select true from ${living.table} x where x.person_id = ${table}.person_id and x.restricted_at is null
        and x.${living.state} = any(${literalList(living.states)}) and x.${living.from} <= ${TODAY}
        and coalesce(x.${living.until} > ${TODAY}, true) limit 1)${unbound}`;
    });
}

/** `counsellor/CASE_MANAGEMENT`: which roles reach records for which purpose. */
function rolesForPurposes(policy: Policy): string[] {
  return [...policy.roles.values()]
    .filter(({ reaches }) => reaches === 'CONTENT')
    .flatMap(({ id, purposes }) =>
      PURPOSE_NAMES.filter((purpose) => purposes.has(purpose)).map((purpose) => `${id}/${purpose}`),
    );
}

function literalList(words: readonly string[]): string {
  return `'{${words.map((word) => `"${word}"`).join(',')}}'::text[]`;
}
