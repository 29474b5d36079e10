/**
 * How what the database holds stands to what this version asks for: it is that; it is another, which `migrate` of another version
 * or policy has put there and nobody has touched since; or something is missing or was changed by hand.
 */
export type Standing = 'SAME' | 'OTHER' | 'BROKEN';

type What = 'lock' | 'code';

/** What `migrate` has put there: the text that was applied, and what PostgreSQL then held. Kept as the object's comment. */
export const markOf = (what: What, fingerprint: string, state: string): string =>
  `geleit ${what} ${fingerprint} ${state}`;

/** Whether some `migrate` has put it there and nobody has changed it since. */
export const isUntouched = (what: What, found: { readonly comment: string | null; readonly state: string }): boolean =>
  found.comment !== null &&
  new RegExp(`^geleit ${what} [0-9a-f]{32} `).test(found.comment) &&
  found.comment.endsWith(` ${found.state}`);
