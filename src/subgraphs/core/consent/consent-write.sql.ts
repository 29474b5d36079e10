import { createHash } from 'node:crypto';
import type { Statement } from '../../../platform/postgres/database';
import { consentJson } from './consent-row.sql';
import { columnsOf, type ConsentValues } from './consent-values.sql';

const RETURNING = `returning ${consentJson('c')} as consent`;

/** Under which condition a change is made; its own parameters follow those of the values. */
export interface Condition {
  readonly sql: (parameter: (index: number) => string) => string;
  readonly parameters: readonly unknown[];
}

/** A new consent, whatever becomes of its wording. Whoever sends it looks at what it returns. */
export function insertion(row: ConsentValues): Statement {
  const { names, values, parameters } = columnsOf(row);
  return named(
    `insert into core.consent as c (${names.join(', ')}) values (${values.join(', ')}) ${RETURNING}`,
    parameters,
  );
}

/** A new consent, unless there is no usable wording for one of its purposes: then it writes and returns nothing. */
export function insertionWithWording(row: ConsentValues): Statement {
  const { names, values, parameters } = columnsOf(row);
  const columns = values.map((value, index) => `${value} as ${names[index]}`);
  return named(
    // Without the offset PostgreSQL would look for the wordings twice.
    `insert into core.consent as c (${names.join(', ')}) select v.* from (select ${columns.join(', ')} offset 0) v
     where cardinality(v.text_ids) >= cardinality(v.purposes) ${RETURNING}`,
    parameters,
  );
}

/** The next version of a consent, where it meets the condition; otherwise nothing is written and returned. */
export function update(changed: ConsentValues, condition: Condition): Statement {
  const { names, values, parameters } = columnsOf(changed);
  const sets = names.map((name, index) => `${name} = ${values[index]}`).join(', ');
  return named(
    `update core.consent c set ${sets}, version = c.version + 1, updated_at = now()
     where ${condition.sql((index) => `$${parameters.length + index}`)} ${RETURNING}`,
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
