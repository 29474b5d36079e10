import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { POLICY_FILE } from '../kit/policy';

/** The policy as it is written: read here with nothing but a YAML parser, so that no bug of the hub's reader is shared. */
export interface WrittenPolicy {
  readonly institutions: Readonly<Record<string, { readonly neverReceives?: string; readonly secrecy?: string }>>;
  readonly purposes: Readonly<Record<string, { readonly code: string; readonly reaches: string }>>;
  readonly roles: Readonly<Record<string, { readonly reaches: string; readonly purposes: string }>>;
  readonly categories: Readonly<Record<string, WrittenCategory>>;
  readonly statutes: readonly WrittenStatute[];
}

interface WrittenCategory {
  readonly within?: string;
  readonly secrecy?: string;
  readonly ownRoles: readonly string[];
  /** Institution -> codes of purposes, separated by spaces, or `-`. */
  readonly ceiling: Readonly<Record<string, string>>;
}

interface WrittenStatute {
  readonly category: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly whereRecipientHas: string;
}

export const WRITTEN = parse(readFileSync(POLICY_FILE, 'utf8')) as WrittenPolicy;
