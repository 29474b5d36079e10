import { createHash } from 'node:crypto';

export type CodeKind = 'function' | 'trigger' | 'policy';

/** A function, a trigger or a policy as this version wants it: from a file, or composed of the policy and the declarations. */
export interface CodeObject {
  readonly kind: CodeKind;
  /** `core.setting`; triggers and policies after their table: `core.consent.noted`. */
  readonly name: string;
  readonly sql: string;
  readonly fingerprint: string;
}

/** What a statement of each kind begins with, and where its name is. */
const BEGINNINGS: Readonly<Record<CodeKind, RegExp>> = {
  function: /^create or replace function (?<on>\w+)\.(?<name>\w+)\(/,
  trigger: /^create or replace trigger (?<name>\w+) [^;]*?\son (?<on>\w+\.\w+)\s/,
  policy: /^create policy (?<name>\w+) on (?<on>\w+\.\w+)\s/,
};

/**
 * @param sql one statement, and for a function what is granted on it; comments may come before it
 * @throws Error if it does not make an object of this kind
 */
export function codeObject(kind: CodeKind, sql: string): CodeObject {
  const found = BEGINNINGS[kind].exec(sql.replace(/^(--.*\n)+/, ''))?.groups;
  if (!found) throw new Error(`This makes no ${kind}: ${sql.slice(0, 200)}`);
  return { kind, name: `${found.on}.${found.name}`, sql, fingerprint: fingerprintOf(sql) };
}

export const fingerprintOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
