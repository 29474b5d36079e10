import { createHash } from 'node:crypto';
import { agreedEnd } from '../../../../access/consent/agreed-end.sql';
import { logThingOfSession } from '../../../../access/log/log-entry.sql';
import type { Statement } from '../../../../platform/postgres/database';
import { consentJson, shownState } from './consent-row.sql';
import { columnsOf, type ConsentValues } from './consent-values.sql';

/** SQL of a consent that was written or found, with its entry in the access log. @param rows SQL that returns whole rows */
function logged(event: 'READ' | 'WRITE', rows: string): string {
  return `with c as ${event === 'READ' ? 'materialized ' : ''}(${rows}),
    logged as (${logThingOfSession({ event, thing: 'Consent', person: 'c.person_id', from: 'from c' })})
    select ${consentJson('c')} as consent from c`;
}

/** Under which condition a change is made; its own parameters follow those of the values. */
export interface Condition {
  readonly sql: (parameter: (index: number) => string) => string;
  readonly parameters: readonly unknown[];
}

/** A new consent, whatever becomes of its wording. Whoever sends it looks at what it returns. */
export function insertion(row: ConsentValues): Statement {
  const { names, values, parameters } = columnsOf(row);
  return named(
    logged('WRITE', `insert into core.consent (${names.join(', ')}) values (${values.join(', ')}) returning *`),
    parameters,
  );
}

/**
 * A new consent, unless the same one lives, or there is no usable wording for one of its purposes: then it writes and
 * returns nothing. Sent after the consents of the person were asked to come one at a time.
 */
export function insertionOnce(row: ConsentValues): Statement {
  const { names, sent, parameters } = sentAs(row);
  const hasWording = 'text_ids' in row ? 'cardinality(v.text_ids) >= cardinality(v.purposes) and ' : '';
  return named(
    logged(
      'WRITE',
      `insert into core.consent (${names.join(', ')}) select v.* from ${sent}
       where ${hasWording}not exists (select from core.consent t where ${sameSql('t', names)}) returning *`,
    ),
    parameters,
  );
}

/** The consent that lives and says the same as a new one would, as far as the caller may know of it. */
export function livingTwin(row: ConsentValues): Statement {
  const { names, sent, parameters } = sentAs(row);
  return named(
    logged(
      'READ',
      `select c.* from ${sent} join core.consent c on ${sameSql('c', names)} order by c.recorded_at, c.id limit 1`,
    ),
    parameters,
  );
}

/** The consent that was written with a key, as it is now. */
export function consentOfKey(id: string): Statement {
  return named(logged('READ', 'select * from core.consent where id = $1'), [id]);
}

function sentAs(row: ConsentValues): { names: string[]; sent: string; parameters: unknown[] } {
  const { names, values, parameters } = columnsOf(row);
  const columns = values.map((value, index) => `${value} as ${names[index]}`);
  // Without the offset PostgreSQL would look for the wordings twice.
  return { names, sent: `(select ${columns.join(', ')} offset 0) v`, parameters };
}

const LISTS = ['recipients', 'categories', 'purposes', 'text_ids'];
/** What is part of every consent, and what it is where it is left out. */
const SCOPE = {
  exceptions: `'[]'::jsonb`,
  data_from: 'null',
  data_until: 'null',
  erase_by: 'null',
  secrecy_release: 'false',
};
/** How it is said, where it is said. */
const SAID = ['language', 'given_by', 'guardian'];
/** What tells apart requests, forms on paper, and the first of two who agree. */
const ASKED = ['requested_by', 'request_reason', 'scan_id', 'agreed_guardian'];
const AGREED = ['agreed_by_person_at', 'agreed_by_guardian_at'];

/**
 * SQL: whether a consent lives and is of the same person, scope, validity and wording as `v`. By what way it came matters only
 * as long as it waits for an answer or a check.
 */
function sameSql(c: string, names: readonly string[]): string {
  const sent = (columns: readonly string[]) => columns.filter((column) => names.includes(column));
  const isEqual = (column: string, other = `v.${column}`) => `${c}.${column} is not distinct from ${other}`;
  const isWaitingAlike = [
    `${c}.state = 'REQUESTED'`,
    ...sent(ASKED).map((column) => isEqual(column)),
    ...sent(AGREED).map((column) => `${c}.${column} is not null`),
  ];
  return [
    `${c}.person_id = v.person_id and core.withdrawn_from(${c}, ${c}.withdrawn) = '[]'::jsonb`,
    `${agreedEnd(c)} = v.valid_until and greatest(${c}.valid_from, now()) = greatest(v.valid_from, now())`,
    ...sent(LISTS).map((list) => `${c}.${list} @> v.${list} and ${c}.${list} <@ v.${list}`),
    ...Object.entries(SCOPE).map(([column, none]) => isEqual(column, names.includes(column) ? `v.${column}` : none)),
    ...sent(SAID).map((column) => isEqual(column)),
    `case v.state when 'REQUESTED' then ${isWaitingAlike.join(' and ')} else ${shownState(c)} in ('GIVEN', 'RENEWED') end`,
  ].join('\n and ');
}

/** The next version of a consent, where it meets the condition; otherwise nothing is written and returned. */
export function update(changed: ConsentValues, condition: Condition): Statement {
  const { names, values, parameters } = columnsOf(changed);
  const sets = names.map((name, index) => `${name} = ${values[index]}`).join(', ');
  return named(
    logged(
      'WRITE',
      `update core.consent c set ${sets}, version = c.version + 1, updated_at = now()
       where ${condition.sql((index) => `$${parameters.length + index}`)} returning c.*`,
    ),
    [...parameters, ...condition.parameters],
  );
}

/** There are as many as there are shapes of what is written: a few. */
const names = new Map<string, string>();

/** The text follows from what is written; so must its name, of which PostgreSQL keeps 63 characters. */
function named(text: string, values: readonly unknown[]): Statement {
  let name = names.get(text);
  if (name === undefined) {
    name = `consent-write ${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    names.set(text, name);
  }
  return { name, text, values };
}
