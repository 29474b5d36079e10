import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Purpose } from '../../../../access/vocabulary';

/** The language whose text is the binding one; all others are translations of it. */
export const BINDING_LANGUAGE = 'de';

/** The words of a consent for one purpose in one language, and nothing else: this is what the hash covers. */
export interface Wording {
  readonly purpose: Purpose;
  /** BCP 47. */
  readonly language: string;
  readonly version: number;
  readonly title: string;
  /** What the person agrees to. */
  readonly body: string;
  /** What happens if the person says no (recital 42 GDPR: without detriment). */
  readonly ifRefused: string;
  /** What the person can do afterwards: look, withdraw (Art. 7(3) GDPR). */
  readonly rights: string;
}

/** SHA-256 in hexadecimal digits over the canonical JSON (RFC 8785) of the wording. */
export function hashOf({ purpose, language, version, title, body, ifRefused, rights }: Wording): string {
  const json = canonicalize({ purpose, language, version, title, body, ifRefused, rights })!;
  return createHash('sha256').update(json).digest('hex');
}
